import type { SourceFile } from "../document/document.ts";
import {
  autoscalersOf,
  budgetsOf,
  claimsOf,
  limitRangesOf,
  quotasOf,
  scaledObjectsOf,
  servicesOf,
  verticalAutoscalersOf,
  workloadsOf,
} from "./document-facts.ts";
import type { Inventory } from "./inventory.ts";
import type { Unranked } from "./priority-class.ts";

/** What the documents of one file say. */
export interface FileFacts
  extends Pick<
    Inventory,
    | "autoscalers"
    | "budgets"
    | "quotas"
    | "limitRanges"
    | "claims"
    | "services"
    | "verticalAutoscalers"
    | "scaledObjects"
  > {
  readonly workloads: readonly Unranked[];
}

/**
 * What the documents of a file say, put together once: a keystroke in one file of ten thousand asks each other file one
 * question, and not each document nine.
 */
export function fileFacts(source: SourceFile): FileFacts {
  const facts = known.get(source) ?? read(source);
  known.set(source, facts);
  return facts;
}

const known: WeakMap<SourceFile, FileFacts> = new WeakMap();

function read({ documents }: SourceFile): FileFacts {
  return {
    workloads: documents.flatMap(workloadsOf),
    autoscalers: documents.flatMap(autoscalersOf),
    budgets: documents.flatMap(budgetsOf),
    quotas: documents.flatMap(quotasOf),
    limitRanges: documents.flatMap(limitRangesOf),
    claims: documents.flatMap(claimsOf),
    services: documents.flatMap(servicesOf),
    verticalAutoscalers: documents.flatMap(verticalAutoscalersOf),
    scaledObjects: documents.flatMap(scaledObjectsOf),
  };
}
