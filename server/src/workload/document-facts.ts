import type { ManifestDocument } from "../document/document.ts";
import { oncePerContent } from "../document/once-per-content.ts";
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
import { readScaledObject, readVerticalAutoscaler } from "./other-scalers.ts";
import type { Unranked } from "./priority-class.ts";
import { readQuota } from "./quota.ts";
import { readService } from "./service.ts";
import { readWorkloads } from "./workloads.ts";

/** A function of what one document says. */
type OfDocument<T> = (document: ManifestDocument) => T;

// What a document says does not change with the documents around it.
/** The workloads that a document describes. */
export const workloadsOf: OfDocument<readonly Unranked[]> = oncePerContent(readWorkloads);
/** Its HorizontalPodAutoscalers. */
export const autoscalersOf: OfDocument<readonly Autoscaler[]> = oncePerContent(readAutoscaler);
/** Its PodDisruptionBudgets. */
export const budgetsOf: OfDocument<readonly DisruptionBudget[]> = oncePerContent(readBudget);
/** Its ResourceQuotas. */
export const quotasOf: OfDocument<readonly Quota[]> = oncePerContent(readQuota);
/** Its LimitRanges. */
export const limitRangesOf: OfDocument<readonly LimitRange[]> = oncePerContent(readLimitRange);
/** What it claims of storage. */
export const claimsOf: OfDocument<Inventory["claims"]> = oncePerContent(readClaims);
/** Its Services with a selector. */
export const servicesOf: OfDocument<readonly Service[]> = oncePerContent(readService);
/** Its VerticalPodAutoscalers. */
export const verticalAutoscalersOf: OfDocument<readonly VerticalAutoscaler[]> = oncePerContent(readVerticalAutoscaler);
/** Its KEDA ScaledObjects. */
export const scaledObjectsOf: OfDocument<readonly ScaledObject[]> = oncePerContent(readScaledObject);
