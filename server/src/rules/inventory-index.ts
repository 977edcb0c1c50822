import type { ManifestDocument } from "../document/document.ts";
import type {
  Autoscaler,
  Claim,
  DisruptionBudget,
  Inventory,
  LimitRange,
  Quota,
  Service,
} from "../workload/inventory.ts";
import type { Workload } from "../workload/workload.ts";

/** An inventory by what rules ask it for, so that each document is not compared with every other. */
export interface InventoryIndex {
  readonly planned: ReadonlyMap<ManifestDocument, readonly Workload[]>;
  readonly unplanned: ReadonlyMap<ManifestDocument, readonly Workload[]>;
  readonly autoscalers: ReadonlyMap<ManifestDocument, readonly Autoscaler[]>;
  readonly budgets: ReadonlyMap<ManifestDocument, readonly DisruptionBudget[]>;
  readonly quotas: ReadonlyMap<ManifestDocument, readonly Quota[]>;
  readonly services: ReadonlyMap<ManifestDocument, readonly Service[]>;
  readonly claims: ReadonlyMap<ManifestDocument, readonly Claim[]>;
  /** Ids of the planned workloads. */
  readonly ids: ReadonlySet<string>;
  readonly byId: ReadonlyMap<string, Workload>;
  /** HorizontalPodAutoscalers by the id of their target. */
  readonly autoscalersOf: ReadonlyMap<string, readonly Autoscaler[]>;
  /** By namespace. */
  readonly workloadsIn: ReadonlyMap<string, readonly Workload[]>;
  readonly budgetsIn: ReadonlyMap<string, readonly DisruptionBudget[]>;
  readonly quotasIn: ReadonlyMap<string, readonly Quota[]>;
  readonly limitRangesIn: ReadonlyMap<string, readonly LimitRange[]>;
  readonly claimsIn: ReadonlyMap<string, readonly Claim[]>;
  readonly documentsIn: ReadonlyMap<string, readonly ManifestDocument[]>;
}

const indexes: WeakMap<Inventory, InventoryIndex> = new WeakMap();

/** The index of an inventory; made once for each. */
export function indexOf(inventory: Inventory): InventoryIndex {
  const index = indexes.get(inventory) ?? makeIndex(inventory);
  indexes.set(inventory, index);
  return index;
}

function makeIndex(inventory: Inventory): InventoryIndex {
  const { workloads, unplanned, autoscalers, budgets, quotas, limitRanges, services, claims, documents } = inventory;
  return {
    planned: groupedBy(workloads, documentOf),
    unplanned: groupedBy(unplanned, documentOf),
    autoscalers: groupedBy(autoscalers, documentOf),
    budgets: groupedBy(budgets, documentOf),
    quotas: groupedBy(quotas, documentOf),
    services: groupedBy(services, documentOf),
    claims: groupedBy(claims, documentOf),
    ids: new Set(workloads.map(({ id }) => id)),
    byId: new Map(workloads.map((workload) => [workload.id, workload])),
    autoscalersOf: groupedBy(autoscalers, ({ target }) => target),
    workloadsIn: groupedBy(workloads, namespaceOf),
    budgetsIn: groupedBy(budgets, namespaceOf),
    quotasIn: groupedBy(quotas, namespaceOf),
    limitRangesIn: groupedBy(limitRanges, namespaceOf),
    claimsIn: groupedBy(claims, namespaceOf),
    documentsIn: groupedBy(documents, namespaceOf),
  };
}

function documentOf({ document }: { readonly document: ManifestDocument }): ManifestDocument {
  return document;
}

function namespaceOf({ namespace }: { readonly namespace: string }): string {
  return namespace;
}

function groupedBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
