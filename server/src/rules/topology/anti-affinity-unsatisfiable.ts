import { canRun } from "../../workload/eligibility.ts";
import { child, textOf } from "../../workload/field.ts";
import type { Inventory } from "../../workload/inventory.ts";
import type { Workload } from "../../workload/workload.ts";
import { findingAt, type Rule } from "../rule.ts";
import { hostname, requiredOwnTerms } from "./anti-affinity.ts";

/**
 * Replicas that must not share a node (or a zone), and more of them than the known pools have nodes (or zones): those
 * beyond wait forever. Prefer apartness (`preferredDuringScheduling…`), or spread with a skew.
 */
export const antiAffinityUnsatisfiable: Rule = {
  code: "topology/anti-affinity-unsatisfiable",
  severity: "error",
  summary: "More replicas must be kept apart than there are places",
  find: (context) => {
    const { workload, inventory } = context;
    if (workload === undefined || inventory.supply.source === "none" || workload.perNode) return [];
    return requiredOwnTerms(workload).flatMap((term) => {
      const key = child(term, "topologyKey");
      const places = placesFor(inventory, workload, textOf(key) ?? "");
      const { value, span } = workload.replicas;
      if (places === undefined || key.node === undefined || value <= places) return [];
      const related =
        span === undefined ? [] : [{ file: context.document.file, span, message: `${value} replicas are written` }];
      const message = `${value} replicas must each have a ${textOf(key)} of their own, and the pools that can run them have ${places}.`;
      return [findingAt(context, antiAffinityUnsatisfiable, { span: key.node.span, related }, message)];
    });
  },
};

/** How many nodes, or values of another label, there may be; undefined where the pools do not tell. */
function placesFor({ supply }: Inventory, { constraints }: Workload, topologyKey: string): number | undefined {
  const pools = supply.pools.filter((pool) => canRun(constraints, pool));
  if (pools.length === 0) return undefined;
  if (topologyKey === hostname) return pools.reduce((sum, { nodes }) => sum + nodes.max, 0);
  const values = pools.map(({ labels }) => labels[topologyKey]);
  return values.includes(undefined) ? undefined : new Set(values).size;
}
