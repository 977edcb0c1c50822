import type { ManifestDocument } from "../document/document.ts";
import type { Autoscaler, Inventory } from "../workload/inventory.ts";
import type { Workload } from "../workload/workload.ts";

/** An inventory by what rules ask it for, so that each document is not compared with every other. */
export interface InventoryIndex {
  readonly planned: ReadonlyMap<ManifestDocument, readonly Workload[]>;
  readonly unplanned: ReadonlyMap<ManifestDocument, readonly Workload[]>;
  readonly autoscalers: ReadonlyMap<ManifestDocument, readonly Autoscaler[]>;
  /** Ids of the planned workloads. */
  readonly ids: ReadonlySet<string>;
}

const indexes: WeakMap<Inventory, InventoryIndex> = new WeakMap();

/** The index of an inventory; made once for each. */
export function indexOf(inventory: Inventory): InventoryIndex {
  const index = indexes.get(inventory) ?? {
    planned: byDocument(inventory.workloads),
    unplanned: byDocument(inventory.unplanned),
    autoscalers: byDocument(inventory.autoscalers),
    ids: new Set(inventory.workloads.map(({ id }) => id)),
  };
  indexes.set(inventory, index);
  return index;
}

function byDocument<T extends { readonly document: ManifestDocument }>(
  items: readonly T[],
): ReadonlyMap<ManifestDocument, readonly T[]> {
  const groups = new Map<ManifestDocument, T[]>();
  for (const item of items) {
    const group = groups.get(item.document);
    if (group === undefined) groups.set(item.document, [item]);
    else group.push(item);
  }
  return groups;
}
