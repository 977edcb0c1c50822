import { autoscalersOf } from "../relations.ts";
import { removalOf } from "../remove-key.ts";
import { findingAt, type Rule } from "../rule.ts";
import { isReplicated } from "./replicated.ts";

/**
 * A number of replicas in a manifest whose workload an autoscaler scales: each time the manifest is applied, the number
 * is set back to it, in the middle of a peak too.
 *
 * The fix removes the number. Where the workload runs already, `kubectl apply` sets it to one at that moment, once;
 * take the field out of `kubectl.kubernetes.io/last-applied-configuration` first to avoid it.
 */
export const writtenUnderAutoscaler: Rule = {
  code: "replicas/written-under-autoscaler",
  severity: "warning",
  summary: "Replicas are written although an autoscaler sets them",
  find: (context) => {
    const { workload, inventory, document } = context;
    if (workload === undefined || !isReplicated(workload)) return [];
    const { span, path, value } = workload.replicas;
    const scaler = autoscalersOf(inventory, workload)[0];
    if (scaler === undefined || span === undefined || path === undefined) return [];
    const fix = removalOf(context, "Remove replicas", document, path);
    const related = [
      {
        file: scaler.document.file,
        span: scaler.targetSpan,
        message: `Scaled by HorizontalPodAutoscaler ${scaler.name}`,
      },
    ];
    const message = `HorizontalPodAutoscaler ${scaler.name} sets the replicas; each apply puts them back to ${value}.`;
    return [findingAt(context, writtenUnderAutoscaler, { span, fix, related }, message)];
  },
};
