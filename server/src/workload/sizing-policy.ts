import { child, type Field } from "./field.ts";
import type { ResourcePolicy, SizingPolicy } from "./resource-plan.ts";
import { amount, durationOrNone, oneOf, properShare, quantile, type Report, settingOf, share } from "./setting.ts";

/** Reads a `sizing` block: what it writes, over `base`. */
export function readSizing(field: Field, base: SizingPolicy, report: Report): SizingPolicy {
  return {
    cpu: readResourcePolicy(child(field, "cpu"), base.cpu, report),
    memory: readResourcePolicy(child(field, "memory"), base.memory, report),
    adjustment: settingOf(child(field, "adjustment"), properShare, base.adjustment, report),
    minimumChange: settingOf(child(field, "minimumChange"), share, base.minimumChange, report),
    minimumHistorySeconds: settingOf(
      child(field, "minimumHistory"),
      durationOrNone,
      base.minimumHistorySeconds,
      report,
    ),
    targetUtilization: settingOf(child(field, "targetUtilization"), properShare, base.targetUtilization, report),
  };
}

const limitPolicy = oneOf(["none", "keepRatio", "equal"]);

function readResourcePolicy(field: Field, base: ResourcePolicy, report: Report): ResourcePolicy {
  return {
    quantile: settingOf(child(field, "quantile"), quantile, base.quantile, report),
    margin: settingOf(child(field, "margin"), share, base.margin, report),
    limit: settingOf(child(field, "limit"), limitPolicy, base.limit, report),
    floor: settingOf(child(field, "floor"), amount, base.floor, report),
  };
}
