import type { Configuration } from "../configuration/configuration.ts";
import type { SourceFile } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { settingOf } from "../rules/rule.ts";
import { type Baseline, withoutKnown } from "./baseline.ts";
import { type SuppressedFinding, suppress } from "./suppress.ts";

/** What is reported about a file, and what is not because somebody said so. */
export interface Judgment {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** What a team said about reporting. */
export interface Policy {
  readonly configuration: Configuration;
  readonly baseline: Baseline | undefined;
  /** False where there is no plan, and nothing of one is found therefore. */
  readonly isPlanned: boolean;
}

/**
 * Applies suppressions, configured severities and the baseline to everything that was found about a file. It is the one
 * place where findings are held back, so that editor and command line agree.
 */
export function judge(source: SourceFile, found: readonly Finding[], policy: Policy): Judgment {
  const { left, suppressed } = suppress(source, found, policy.isPlanned);
  const findings = asConfigured(left, policy.configuration);
  const held = suppressed.filter(({ finding }) => asConfigured([finding], policy.configuration).length > 0);
  if (policy.baseline === undefined) return { findings: inOrder(findings), suppressed: held };
  const compared = withoutKnown(policy.baseline, findings, () => source);
  const known = compared.known.map((finding) => ({ finding, reason: undefined, by: "baseline" }) as const);
  return { findings: inOrder(compared.left), suppressed: [...held, ...known] };
}

/** With the severities of a configuration, and without what it turns off. */
export function asConfigured(findings: readonly Finding[], configuration: Configuration): readonly Finding[] {
  if (configuration.rules.size === 0) return findings;
  return findings.flatMap((finding) => {
    const severity = settingOf(configuration, finding.code)?.severity;
    if (severity === "off") return [];
    return [severity === undefined || severity === finding.severity ? finding : { ...finding, severity }];
  });
}

/** By place, as `fileFindings` gives them: what was added stands among them. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
