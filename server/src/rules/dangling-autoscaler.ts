import type { Finding } from "../document/finding.ts";
import { nearest } from "../document/nearest.ts";
import type { Autoscaler } from "../workload/inventory.ts";
import type { Workload } from "../workload/workload.ts";
import { fixOf } from "./fix.ts";
import { indexOf } from "./inventory-index.ts";
import { findingAt, type Rule, type RuleContext } from "./rule.ts";

/**
 * An autoscaler whose target is not among the manifests, while other workloads of its kind are. It scales nothing,
 * and the workload it was meant for stays at its written number of replicas.
 *
 * ```yaml
 * scaleTargetRef: { kind: Deployment, name: wbe }   # web
 * ```
 */
export const danglingAutoscaler: Rule = {
  code: "autoscaler/dangling-target",
  severity: "warning",
  summary: "An autoscaler's target is not among the manifests",
  find: (context) =>
    (indexOf(context.inventory).autoscalers.get(context.document) ?? []).flatMap(
      (autoscaler) => judge(context, autoscaler) ?? [],
    ),
};

function judge(context: RuleContext, { target, targetSpan, document }: Autoscaler): Finding | undefined {
  const [kind = "", namespace = "", name = ""] = target.split("/");
  if (name === "" || indexOf(context.inventory).ids.has(target)) return undefined;
  const ofKind = context.inventory.workloads.filter((workload) => workload.kind === kind);
  // Workloads of a kind that is not among the manifests at all live elsewhere.
  if (ofKind.length === 0) return undefined;
  const elsewhere = ofKind.find((workload) => workload.name === name);
  const near = nearest(
    name,
    ofKind.filter((workload) => workload.namespace === namespace).map((workload) => workload.name),
  );
  const fix =
    elsewhere !== undefined || near === undefined
      ? undefined
      : fixOf(context, `Change ${name} to ${near}`, [
          { document, path: ["spec", "scaleTargetRef", "name"], scalar: near },
        ]);
  const message = `There is no ${kind} ${name} in namespace ${namespace}. ${hintOf(elsewhere, near)}`;
  return findingAt(context, danglingAutoscaler, { span: targetSpan, fix }, message);
}

function hintOf(elsewhere: Workload | undefined, near: string | undefined): string {
  if (elsewhere !== undefined) {
    const { kind, name, namespace } = elsewhere;
    return `${kind} ${name} is in namespace ${namespace}; an autoscaler scales only its own namespace.`;
  }
  return near === undefined ? "Nothing is scaled by this autoscaler." : `Did you mean ${near}?`;
}
