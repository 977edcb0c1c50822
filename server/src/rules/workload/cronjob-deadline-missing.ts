import { child, rootField } from "../../workload/field.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A CronJob without `startingDeadlineSeconds`. After 100 missed starts, as in a long pause of the control plane, it is not
 * started any more until it is changed. Off by default.
 */
export const cronjobDeadlineMissing: Rule = {
  code: "workload/cronjob-deadline-missing",
  severity: "hint",
  summary: "A CronJob has no deadline for its start",
  off: true,
  find: (context) => {
    const { workload, document } = context;
    if (workload?.kind !== "CronJob" || document.broken) return [];
    if (child(rootField(document), "spec", "startingDeadlineSeconds").node !== undefined) return [];
    return [
      findingAt(
        context,
        cronjobDeadlineMissing,
        { span: workload.nameSpan },
        "Without startingDeadlineSeconds this CronJob stops for good after 100 missed starts.",
      ),
    ];
  },
};
