import { child, numberOf } from "../../workload/field.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A negative number of requests that one replica answers at once. KServe's webhook rejects it; 0 sets no limit.
 */
export const containerConcurrency: Rule = {
  code: "serving/container-concurrency",
  severity: "error",
  summary: "An InferenceService's concurrency is negative",
  find: (context) => {
    if (context.workload?.kind !== "InferenceService") return [];
    const field = child(podSpecOf(context.workload), "containerConcurrency");
    const value = numberOf(field);
    if (value === undefined || value >= 0 || field.node === undefined) return [];
    const message = `containerConcurrency cannot be negative, but is ${value}; 0 sets no limit.`;
    return [findingAt(context, containerConcurrency, { span: field.node.span }, message)];
  },
};
