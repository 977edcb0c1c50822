import { child } from "../../workload/field.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import { findingAt, parameterOf, type Rule } from "../rule.ts";

/**
 * Pods without a priority class, or with one that is not `accepted` (an empty list accepts all). Off by default: for
 * clusters in which every workload says how much it matters.
 */
export const priorityClassMissing: Rule = {
  code: "workload/priority-class-missing",
  severity: "information",
  summary: "Pods have no priority class, or not one that was agreed on",
  off: true,
  parameters: { accepted: [] },
  find: (context) => {
    const { workload, document } = context;
    if (workload === undefined || document.broken) return [];
    const accepted = parameterOf(context, priorityClassMissing, "accepted");
    const names: readonly string[] = Array.isArray(accepted) ? accepted : [];
    const { node } = child(podSpecOf(workload), "priorityClassName");
    const name = workload.priorityClassName ?? "";
    if (name !== "" && (names.length === 0 || names.includes(name))) return [];
    const message =
      name === "" ? "These pods have no priorityClassName." : `${name} is not one of the accepted priority classes.`;
    return [findingAt(context, priorityClassMissing, { span: node?.span ?? workload.nameSpan }, message)];
  },
};
