import type { Finding } from "../document/finding.ts";
import type { Autoscaler, Inventory } from "../workload/inventory.ts";
import { fixOf } from "./fix.ts";
import { distance } from "./resource-names.ts";
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
    context.inventory.autoscalers
      .filter(({ document }) => document === context.document)
      .flatMap((autoscaler) => judge(context, autoscaler) ?? []),
};

function judge(context: RuleContext, { target, targetSpan, document }: Autoscaler): Finding | undefined {
  const [kind = "", namespace = "", name = ""] = target.split("/");
  const { workloads } = context.inventory;
  const ofKind = workloads.filter((workload) => workload.kind === kind);
  // Workloads of a kind that is not among the manifests at all live elsewhere.
  if (name === "" || ofKind.length === 0 || workloads.some(({ id }) => id === target)) return undefined;
  const elsewhere = ofKind.find((workload) => workload.name === name);
  const near = nearNames(context.inventory, kind, namespace, name);
  const hint =
    elsewhere !== undefined
      ? `${kind} ${name} is in namespace ${elsewhere.namespace}; an autoscaler scales only its own namespace.`
      : near.length > 0
        ? `Did you mean ${near.join(" or ")}?`
        : `Nothing is scaled by this autoscaler.`;
  const [only] = near;
  const fix =
    elsewhere === undefined && near.length === 1 && only !== undefined
      ? fixOf(context, `Change ${name} to ${only}`, [
          { document, path: ["spec", "scaleTargetRef", "name"], scalar: only },
        ])
      : undefined;
  return findingAt(
    context,
    danglingAutoscaler,
    { span: targetSpan, fix },
    `There is no ${kind} ${name} in namespace ${namespace}. ${hint}`,
  );
}

function nearNames(inventory: Inventory, kind: string, namespace: string, name: string): readonly string[] {
  return inventory.workloads
    .filter((workload) => workload.kind === kind && workload.namespace === namespace)
    .map((workload) => workload.name)
    .filter((candidate) => distance(candidate, name) <= (name.length < 6 ? 1 : 2));
}
