import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import type { Advice } from "../rules/advice.ts";
import { checkDocument } from "../rules/rules.ts";
import type { Inventory } from "../workload/inventory.ts";

/**
 * The plan's findings about the documents that it was made from. They carry no fixes: these are made where the texts
 * are, and from the texts as they are then.
 */
export function planFindings(inventory: Inventory, advice: Advice): readonly Finding[] {
  const { workloads, autoscalers, resourcePlan } = inventory;
  const documents = new Set<ManifestDocument>([
    ...workloads.map(({ document }) => document),
    ...autoscalers.map(({ document }) => document),
    ...(resourcePlan.document === undefined ? [] : [resourcePlan.document]),
  ]);
  const context = { inventory, advice, sourceOf: () => undefined };
  return [...documents]
    .flatMap((document) => checkDocument(document, context))
    .filter(({ code }) => code.startsWith("plan/"));
}
