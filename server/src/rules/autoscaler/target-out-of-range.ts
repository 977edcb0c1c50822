import type { Finding } from "../../document/finding.ts";
import type { AutoscalerMetric } from "../../workload/inventory.ts";
import { effectiveRequest } from "../../workload/pod-requests.ts";
import type { Workload } from "../../workload/workload.ts";
import { indexOf } from "../inventory-index.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";

/**
 * A target that is zero or less, which the API server rejects, or in per cent of a request that the limits do not let
 * the pods reach: then replicas are never added.
 */
export const targetOutOfRange: Rule = {
  code: "autoscaler/target-out-of-range",
  severity: "warning",
  summary: "An autoscaler's target cannot be reached",
  find: (context) => {
    const { autoscalers, byId } = indexOf(context.inventory);
    return (autoscalers.get(context.document) ?? []).flatMap(({ metrics, target }) =>
      metrics.flatMap((metric) => judge(context, metric, byId.get(target)) ?? []),
    );
  },
};

function judge(context: RuleContext, metric: AutoscalerMetric, workload: Workload | undefined): Finding | undefined {
  const { target, targetType, resource } = metric;
  if (target.span === undefined) return undefined;
  const say = (severity: "error" | "warning", message: string): Finding =>
    findingAt(context, targetOutOfRange, { span: target.span ?? context.document.span, severity }, message);
  if (target.value <= 0) return say("error", `A target must be above 0, but is ${target.value}.`);
  if (targetType !== "utilization" || workload === undefined) return undefined;
  const most = highestShare(workload, metric);
  if (most === undefined || target.value < most) return undefined;
  return say(
    "warning",
    `The limits let a pod use ${Math.floor(most)} % of its ${resource} request at most: ${target.value} % is never exceeded.`,
  );
}

/** The most of their requests that the containers may use, in per cent; undefined where one has no limit. */
function highestShare(workload: Workload, { resource, container }: AutoscalerMetric): number | undefined {
  const counted = workload.containers.filter(
    ({ type, name }) => type !== "init" && (container === undefined || container === name),
  );
  let requested = 0;
  let allowed = 0;
  for (const each of counted) {
    const limit = each.limits[resource]?.value;
    if (limit === undefined) return undefined;
    requested += effectiveRequest(each, resource) ?? 0;
    allowed += limit;
  }
  return requested > 0 ? (allowed / requested) * 100 : undefined;
}
