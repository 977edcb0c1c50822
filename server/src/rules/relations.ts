import type { ManifestDocument } from "../document/document.ts";
import type { Autoscaler, Claim, DisruptionBudget, Inventory, LimitRange, Quota } from "../workload/inventory.ts";
import { shareNamespace } from "../workload/namespace.ts";
import { selects } from "../workload/selector.ts";
import type { Workload } from "../workload/workload.ts";
import { indexOf } from "./inventory-index.ts";

/** The planned workloads that are certainly in the namespace of a document. */
export function workloadsBeside(inventory: Inventory, document: ManifestDocument): readonly Workload[] {
  return besides(indexOf(inventory).workloadsIn.get(document.namespace), document);
}

/** The LimitRanges that certainly hold for what a document describes. */
export function limitRangesOf(inventory: Inventory, { document }: Pick<Workload, "document">): readonly LimitRange[] {
  return besides(indexOf(inventory).limitRangesIn.get(document.namespace), document);
}

/** The claims of storage that are certainly in the namespace of a document. */
export function claimsBeside(inventory: Inventory, document: ManifestDocument): readonly Claim[] {
  return besides(indexOf(inventory).claimsIn.get(document.namespace), document);
}

/** The documents that are certainly in the namespace of a document, itself among them. */
export function documentsBeside(inventory: Inventory, document: ManifestDocument): readonly ManifestDocument[] {
  return (indexOf(inventory).documentsIn.get(document.namespace) ?? []).filter((other) =>
    shareNamespace(other, document),
  );
}

/** The ResourceQuotas that certainly hold for a workload. */
export function quotasOf(inventory: Inventory, { document }: Workload): readonly Quota[] {
  return besides(indexOf(inventory).quotasIn.get(document.namespace), document);
}

/** The PodDisruptionBudgets that cover a workload's pods. */
export function budgetsOf(inventory: Inventory, workload: Workload): readonly DisruptionBudget[] {
  const { document, podLabels } = workload;
  return besides(indexOf(inventory).budgetsIn.get(document.namespace), document).filter(
    ({ selector }) => selector !== undefined && selects(selector, podLabels),
  );
}

/** The workloads whose pods a PodDisruptionBudget covers. */
export function coveredBy(
  inventory: Inventory,
  { document, selector }: Pick<DisruptionBudget, "document" | "selector">,
): readonly Workload[] {
  if (selector === undefined) return [];
  return workloadsBeside(inventory, document).filter(({ podLabels }) => selects(selector, podLabels));
}

/** The HorizontalPodAutoscalers that certainly scale a workload. */
export function autoscalersOf(inventory: Inventory, { id, document }: Workload): readonly Autoscaler[] {
  return besides(indexOf(inventory).autoscalersOf.get(id), document);
}

/** Whether anything but its own manifest sets a workload's number of replicas. */
export function isScaled(inventory: Inventory, workload: Workload): boolean {
  const { autoscalersOf: known } = indexOf(inventory);
  return known.has(workload.id) || inventory.scaledObjects.some(({ target }) => target === workload.id);
}

function besides<T extends { readonly document: ManifestDocument }>(
  things: readonly T[] | undefined,
  document: ManifestDocument,
): readonly T[] {
  return (things ?? []).filter((thing) => shareNamespace(thing.document, document));
}
