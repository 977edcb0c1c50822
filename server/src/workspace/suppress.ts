import type { SourceFile } from "../document/document.ts";
import type { Finding, Fix } from "../document/finding.ts";
import { nearest } from "../document/nearest.ts";
import type { Span } from "../document/span.ts";
import { knownCodes } from "./known-codes.ts";
import { entryRemoval } from "./remove-entry.ts";
import { annotationSuppressions } from "./suppress-annotations.ts";
import { commentSuppressions } from "./suppress-comments.ts";
import { means, type NamedCode, type Suppression } from "./suppression.ts";

/** A finding that is not reported. */
export interface SuppressedFinding {
  readonly finding: Finding;
  /** Why, as far as it was said. */
  readonly reason: string | undefined;
  /** In the manifest, or in a baseline beside it. */
  readonly by: "manifest" | "baseline";
}

/** What suppressions leave to be reported. */
export interface Suppressed {
  readonly left: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/**
 * Applies the suppressions that stand in a file to all of its findings; one of ours that suppresses nothing is a finding
 * itself. Where there is no plan (`isPlanned`), nothing is known of those that are for findings of the plan.
 */
export function suppress(source: SourceFile, findings: readonly Finding[], isPlanned: boolean): Suppressed {
  const suppressions = suppressionsIn(source);
  if (suppressions.length === 0) return { left: findings, suppressed: [] };
  const left: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const used = new Set<NamedCode>();
  for (const finding of findings) {
    const hits = suppressions.flatMap((suppression) => {
      const codes = hitBy(suppression, finding);
      for (const code of codes) used.add(code);
      return codes.length === 0 ? [] : [suppression];
    });
    const [first] = hits;
    if (first === undefined) left.push(finding);
    else suppressed.push({ finding, reason: hits.find(({ reason }) => reason !== undefined)?.reason, by: "manifest" });
  }
  const unused = suppressions.filter(({ own }) => own).flatMap((each) => unusedIn(source, each, used, isPlanned));
  return { left: [...left, ...unused], suppressed };
}

/** Whether a file suppresses findings of a code at a place. */
export function isSuppressed(source: SourceFile, code: string, span: Span): boolean {
  return suppressionsIn(source).some((suppression) => hitBy(suppression, { code, span }).length > 0);
}

function suppressionsIn(source: SourceFile): readonly Suppression[] {
  return [...commentSuppressions(source), ...source.documents.flatMap(annotationSuppressions)];
}

function hitBy({ covers, codes }: Suppression, { span, code }: Pick<Finding, "code" | "span">): readonly NamedCode[] {
  if (span.start < covers.start || span.start > covers.end) return [];
  return codes.filter(({ name }) => means(name, code));
}

function unusedIn(
  source: SourceFile,
  { codes, span, covers, entry, removal }: Suppression,
  used: ReadonlySet<NamedCode>,
  isPlanned: boolean,
): readonly Finding[] {
  const whole = (): Fix | undefined => removal ?? (entry && entryRemoval(source, entry, "Remove the annotation"));
  if (codes.length === 0) {
    const message = "This suppresses nothing: name the codes, such as quantity/suspicious-unit.";
    return [unusedFinding(source.file, span, message, whole())];
  }
  if (isUnread(source, covers)) return [];
  const unused = codes.filter((code) => !used.has(code) && (isPlanned || !code.name.startsWith("plan/")));
  if (unused.length === codes.length) {
    return [unusedFinding(source.file, span, messageOf(unused.map(({ name }) => name)), whole())];
  }
  return unused.map((code) => unusedFinding(source.file, code.span, messageOf([code.name]), code.removal));
}

/** What cannot be read may hold what is suppressed. */
function isUnread({ documents }: SourceFile, { start, end }: Span): boolean {
  return documents.some(({ broken, span }) => broken && span.start <= end && start <= span.end);
}

function messageOf(names: readonly string[]): string {
  const [first = ""] = names;
  const meant =
    names.length > 1 || knownCodes.includes(first) || first.endsWith("/*") ? undefined : nearest(first, knownCodes);
  const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
  return `Nothing of ${names.join(", ")} is found here, so that this suppresses nothing.${hint}`;
}

function unusedFinding(file: string, span: Span, message: string, fix: Fix | undefined): Finding {
  const finding: Finding = { code: "suppression/unused", severity: "hint", message, file, span };
  return fix === undefined ? finding : { ...finding, fix };
}
