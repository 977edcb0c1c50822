import { child, numberOf } from "../../workload/field.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A component of an InferenceService with a negative number of replicas, or with a minimum above its maximum. KServe's
 * webhook rejects it. A maximum of 0 is none.
 */
export const replicaBounds: Rule = {
  code: "serving/replica-bounds",
  severity: "error",
  summary: "An InferenceService's bounds of replicas contradict each other",
  find: (context) => {
    const { workload } = context;
    if (workload?.kind !== "InferenceService") return [];
    const [minField, maxField] = ["minReplicas", "maxReplicas"].map((key) => child(podSpecOf(workload), key));
    const [min, max] = [minField, maxField].map((field) => (field === undefined ? undefined : numberOf(field)));
    const negative = [minField, maxField].flatMap((field) => {
      const value = field === undefined ? undefined : numberOf(field);
      if (value === undefined || value >= 0 || field?.node === undefined) return [];
      return [
        findingAt(context, replicaBounds, { span: field.node.span }, `Replicas cannot be negative, but are ${value}.`),
      ];
    });
    if (min === undefined || max === undefined || max <= 0 || min <= max || minField?.node === undefined)
      return negative;
    const message = `minReplicas of ${min} is above maxReplicas of ${max}.`;
    return [...negative, findingAt(context, replicaBounds, { span: minField.node.span }, message)];
  },
};
