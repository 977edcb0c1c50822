import type { Finding } from "../../document/finding.ts";
import type { Autoscaler, AutoscalerMetric } from "../../workload/inventory.ts";
import { effectiveRequest } from "../../workload/pod-requests.ts";
import type { Workload } from "../../workload/workload.ts";
import { indexOf } from "../inventory-index.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";
import { listed } from "../wording.ts";

/**
 * A target in per cent of a request that a container does not have. The autoscaler cannot compute the share, even if
 * only one container of the pod lacks the request, and does not scale.
 */
export const scaledRequestMissing: Rule = {
  code: "autoscaler/request-missing",
  severity: "warning",
  summary: "An autoscaler goes by a request that is not there",
  find: (context) => {
    const { autoscalers, byId } = indexOf(context.inventory);
    return (autoscalers.get(context.document) ?? []).flatMap((autoscaler) => {
      const workload = byId.get(autoscaler.target);
      if (workload === undefined || workload.document.broken) return [];
      return autoscaler.metrics.flatMap((metric) => judge(context, autoscaler, metric, workload) ?? []);
    });
  },
};

function judge(
  context: RuleContext,
  autoscaler: Autoscaler,
  { resource, container, targetType, target }: AutoscalerMetric,
  workload: Workload,
): Finding | undefined {
  // A target that nobody wrote is not even used where other metrics are.
  if (targetType !== "utilization" || (target.span === undefined && autoscaler.hasOtherMetrics)) return undefined;
  const { podResources } = workload;
  if (podResources?.requests[resource] !== undefined || podResources?.limits[resource] !== undefined) return undefined;
  const lacking = workload.containers
    .filter(({ type, name }) => type !== "init" && (container === undefined || container === name))
    .filter((each) => effectiveRequest(each, resource) === undefined);
  const [first] = lacking;
  if (first === undefined) return undefined;
  const names = listed(lacking.map(({ name }) => name));
  const message = `${names} of ${workload.kind} ${workload.name} ${lacking.length === 1 ? "requests" : "request"} no ${resource}, so there is no share of it to scale by.`;
  const related = [{ file: workload.document.file, span: first.nameSpan, message: `Requests no ${resource}` }];
  return findingAt(context, scaledRequestMissing, { span: target.span ?? autoscaler.nameSpan, related }, message);
}
