import { groupBy } from "../history/group-by.ts";
import type { Plan } from "../plan/plan-data.ts";
import { withoutKnown } from "./baseline.ts";
import { configurationFor, isIgnored } from "./configuration-for.ts";
import { configuredBaseline } from "./configured-files.ts";
import { asConfigured } from "./judge.ts";
import type { Snapshot } from "./snapshot.ts";
import { isSuppressed } from "./suppress.ts";

/**
 * A plan with its findings as editor and `check` report them: with configured severities, and without what is off,
 * suppressed in the manifest, known by a baseline, or about files that are ignored.
 */
export function judgedPlan(snapshot: Snapshot, plan: Plan): Plan {
  const byFile = groupBy(plan.findings, ({ file }) => file);
  const findings = [...byFile].flatMap(([file, ofFile]) => {
    if (isIgnored(snapshot.configurations, file)) return [];
    const source = snapshot.files.get(file);
    const left = source === undefined ? ofFile : ofFile.filter(({ code, span }) => !isSuppressed(source, code, span));
    const configured = asConfigured(left, configurationFor(snapshot.configurations, file));
    const baseline = configuredBaseline(snapshot, file);
    return baseline === undefined ? configured : withoutKnown(baseline, configured, () => source).left;
  });
  const environments = plan.environments?.map((each) => ({ ...each, plan: judgedPlan(snapshot, each.plan) }));
  return { ...plan, findings, ...(environments === undefined ? {} : { environments }) };
}
