import type { Unplaced } from "../allocation/allocation.ts";
import type { Finding } from "../document/finding.ts";
import type { Span } from "../document/span.ts";
import { canRun } from "../workload/eligibility.ts";
import type { NodePool } from "../workload/supply.ts";
import type { Amounts, Container, ResourceName, Workload } from "../workload/workload.ts";
import { findingAt, type Rule, type RuleContext } from "./rule.ts";

/**
 * A workload that no node can ever run: no pool has the labels and taints it asks for, or one pod is larger than the
 * largest node. It stays Pending however many nodes are bought.
 *
 * ```yaml
 * memory: 96Gi   # the largest node offers 58Gi
 * ```
 */
export const unplaceable: Rule = {
  code: "plan/unplaceable",
  severity: "error",
  summary: "No node can ever run the workload",
  find: (context): readonly Finding[] => {
    const { workload } = context;
    if (workload === undefined) return [];
    return unplacedOf(context)
      .filter((unplaced) => isNeverPlaced(context, workload, unplaced))
      .map(({ binding, reason }) =>
        findingAt(context, unplaceable, placeOf(workload, binding), `No node can run this: ${reason}.`),
      );
  },
};

/** What of the workload found no place; nothing where there are no pools to place it on. */
export function unplacedOf({ advice, inventory, workload }: RuleContext): readonly Unplaced[] {
  if (workload === undefined || inventory.supply.source === "none") return [];
  return advice?.unplaced.get(workload.id) ?? [];
}

/** Whether more nodes of the pools at hand would not help: an empty one has no room for a pod beside its DaemonSets. */
export function isNeverPlaced({ advice, inventory }: RuleContext, workload: Workload, { binding }: Unplaced): boolean {
  const requestsOf = ({ id }: Workload) => advice?.sizings.get(id)?.podRequests ?? {};
  const eligible = inventory.supply.pools.filter((pool) => pool.nodes.max > 0 && canRun(workload.constraints, pool));
  const fits = (pool: NodePool) => {
    const daemons = inventory.workloads.filter(({ perNode, constraints }) => perNode && canRun(constraints, pool));
    const onNode = (workload.perNode ? [workload] : [...daemons, workload]).map(requestsOf);
    return Object.keys(requestsOf(workload)).every(
      (resource) => sum(onNode, resource) <= (pool.allocatable[resource] ?? 0),
    );
  };
  return binding === "constraints" || !eligible.some(fits);
}

function sum(amounts: readonly Amounts[], resource: ResourceName): number {
  return amounts.reduce((total, each) => total + (each[resource] ?? 0), 0);
}

/** The largest request of the scarce resource where it is written, else the workload's name. */
function placeOf(workload: Workload, binding: ResourceName): { readonly span: Span; readonly container?: string } {
  const largest = workload.containers
    .map((container) => ({ container, setting: settingOf(container, binding) }))
    .reduce((a, b) => ((b.setting?.value ?? 0) > (a.setting?.value ?? 0) ? b : a), {
      container: undefined,
      setting: undefined,
    } as Asking);
  return largest.setting === undefined || largest.container === undefined
    ? { span: workload.nameSpan }
    : { span: largest.setting.span, container: largest.container.name };
}

interface Asking {
  readonly container: Container | undefined;
  readonly setting: Container["requests"][string] | undefined;
}

function settingOf(container: Container, resource: ResourceName): Asking["setting"] {
  return container.requests[resource] ?? container.limits[resource];
}
