import type { ManifestDocument } from "../document/document.ts";
import { oncePerContent } from "../document/once-per-content.ts";
import type { KnownOfDocument } from "../document/once-per-document.ts";
import { readAutoscaler } from "./autoscaler.ts";
import { readBudget } from "./budget.ts";
import { readClaims } from "./claims.ts";
import type {
  Autoscaler,
  DisruptionBudget,
  Inventory,
  LimitRange,
  Quota,
  ScaledObject,
  Service,
  VerticalAutoscaler,
} from "./inventory.ts";
import { readLimitRange } from "./limit-range.ts";
import { namesNamespace } from "./namespace.ts";
import { readScaledObject, readVerticalAutoscaler } from "./other-scalers.ts";
import { ownersOf } from "./ownership.ts";
import type { Unranked } from "./priority-class.ts";
import { readQuota } from "./quota.ts";
import { readService } from "./service.ts";
import { readWorkloads } from "./workloads.ts";

// What a document says does not change with the documents around it.
/** The workloads that a document describes. */
export const workloadsOf: KnownOfDocument<readonly Unranked[]> = oncePerContent(readWorkloads);
/** Its HorizontalPodAutoscalers. */
export const autoscalersOf: KnownOfDocument<readonly Autoscaler[]> = oncePerContent(readAutoscaler);
/** Its PodDisruptionBudgets. */
export const budgetsOf: KnownOfDocument<readonly DisruptionBudget[]> = oncePerContent(readBudget);
/** Its ResourceQuotas. */
export const quotasOf: KnownOfDocument<readonly Quota[]> = oncePerContent(readQuota);
/** Its LimitRanges. */
export const limitRangesOf: KnownOfDocument<readonly LimitRange[]> = oncePerContent(readLimitRange);
/** What it claims of storage. */
export const claimsOf: KnownOfDocument<Inventory["claims"]> = oncePerContent(readClaims);
/** Its Services with a selector. */
export const servicesOf: KnownOfDocument<readonly Service[]> = oncePerContent(readService);
/** Its VerticalPodAutoscalers. */
export const verticalAutoscalersOf: KnownOfDocument<readonly VerticalAutoscaler[]> =
  oncePerContent(readVerticalAutoscaler);
/** Its KEDA ScaledObjects. */
export const scaledObjectsOf: KnownOfDocument<readonly ScaledObject[]> = oncePerContent(readScaledObject);

/** Something that a document says, without the document. */
type Said = Readonly<Record<string, unknown>>;

/** What a document says, as plain data: another thread need not read its text again to know it. */
export interface DocumentFacts {
  readonly said: readonly (readonly [name: string, items: readonly Said[]])[];
  readonly owners: readonly string[];
  readonly namesNamespace: boolean;
}

const lists: Readonly<Record<string, KnownOfDocument<readonly { readonly document: ManifestDocument }[]>>> = {
  workloads: workloadsOf,
  autoscalers: autoscalersOf,
  budgets: budgetsOf,
  quotas: quotasOf,
  limitRanges: limitRangesOf,
  claims: claimsOf,
  services: servicesOf,
  verticalAutoscalers: verticalAutoscalersOf,
  scaledObjects: scaledObjectsOf,
};

/** What a document says. */
export function factsOf(document: ManifestDocument): DocumentFacts {
  const said = Object.entries(lists).flatMap(([name, of]) => {
    const items = of(document);
    return items.length === 0 ? [] : [[name, items.map(withoutDocument)] as const];
  });
  return { said, owners: ownersOf(document), namesNamespace: namesNamespace(document) };
}

/** Has it known what a document says, which is not read for it. */
export function rememberFacts(document: ManifestDocument, facts: DocumentFacts): void {
  const said = new Map(facts.said);
  for (const [name, of] of Object.entries(lists))
    of.remember(
      document,
      (said.get(name) ?? []).map((item) => ({ ...item, document })),
    );
  ownersOf.remember(document, facts.owners);
  namesNamespace.remember(document, facts.namesNamespace);
}

function withoutDocument({ document: _, ...said }: { readonly document: ManifestDocument }): Said {
  return said;
}
