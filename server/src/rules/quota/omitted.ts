import type { Finding } from "../../document/finding.ts";
import type { Quota } from "../../workload/inventory.ts";
import { effectiveLimit, effectiveRequest } from "../../workload/pod-requests.ts";
import type { Container, Workload } from "../../workload/workload.ts";
import { quotasOf } from "../relations.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";
import { listed } from "../wording.ts";
import { boundedBy } from "./namespace-use.ts";
import { isInScope } from "./scope.ts";

/**
 * A container that does not say how much it wants of what its namespace's quota counts. The API server refuses its
 * pods; a LimitRange with defaults helps where many containers say nothing.
 */
export const quotaOmitted: Rule = {
  code: "quota/omitted",
  severity: "error",
  summary: "A container omits what its namespace's quota counts",
  find: (context) => {
    const { workload, inventory } = context;
    if (workload === undefined || workload.document.broken || workload.kind === "InferenceService") return [];
    const quotas = quotasOf(inventory, workload).filter((quota) => isInScope(quota, workload));
    return quotas.flatMap((quota) =>
      workload.containers.flatMap((container) => judge(context, workload, quota, container) ?? []),
    );
  },
};

/** Only of CPU and memory every container has to speak. Source: Kubernetes `pkg/quota/v1/evaluator/core/pods.go`. */
const mandatory: readonly string[] = ["cpu", "memory"];

function judge(context: RuleContext, workload: Workload, quota: Quota, container: Container): Finding | undefined {
  const omitted = Object.keys(quota.hard).filter((key) => {
    const bounded = boundedBy(key);
    if (bounded === undefined || bounded.role === "pods" || !mandatory.includes(bounded.resource)) return false;
    const { role, resource } = bounded;
    const side = role === "request" ? "requests" : "limits";
    if (workload.podResources?.[side][resource] !== undefined) return false;
    // What is written and no quantity is reported as that.
    if (container.limits[resource] !== undefined || container[side][resource] !== undefined) return false;
    return (role === "request" ? effectiveRequest : effectiveLimit)(container, resource) === undefined;
  });
  const [first] = omitted;
  if (first === undefined) return undefined;
  const where = quota.hard[first]?.span ?? quota.document.span;
  const related = [{ file: quota.document.file, span: where, message: `ResourceQuota ${quota.name}` }];
  const message = `ResourceQuota ${quota.name} counts ${listed(omitted)}, so every container must set ${omitted.length === 1 ? "it" : "them"}: these pods are refused.`;
  return findingAt(context, quotaOmitted, { span: container.nameSpan, container: container.name, related }, message);
}
