import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import type { Inventory } from "../workload/inventory.ts";
import type { Workload } from "../workload/workload.ts";
import { autoscalerCeiling } from "./autoscaler-ceiling.ts";
import { danglingAutoscaler } from "./dangling-autoscaler.ts";
import { deviceRequestLimit } from "./device-request-limit.ts";
import { fractionalDevice } from "./fractional-device.ts";
import { limitBelowRequest } from "./limit-below-request.ts";
import { limitPolicy } from "./limit-policy.ts";
import { memoryLimitBelowPeak } from "./memory-limit-below-peak.ts";
import { missingRequest } from "./missing-request.ts";
import { overRequested } from "./over-requested.ts";
import { replicas } from "./replicas.ts";
import type { Rule, RuleContext } from "./rule.ts";
import { shortage } from "./shortage.ts";
import { quantityRules } from "./sound.ts";
import { tooLittleHistory } from "./too-little-history.ts";
import { underRequested } from "./under-requested.ts";
import { unknownResource } from "./unknown-resource.ts";
import { unplaceable } from "./unplaceable.ts";
import { unreadHistory } from "./unread-history.ts";
import { unsupportedHistory } from "./unsupported-history.ts";

/** Every rule, in the order in which findings of one place are shown. */
export const rules: readonly Rule[] = [
  // A single value.
  ...quantityRules,
  // Values of one container.
  unknownResource,
  fractionalDevice,
  deviceRequestLimit,
  limitBelowRequest,
  // Between documents.
  danglingAutoscaler,
  // What a ResourcePlan names.
  unsupportedHistory,
  unreadHistory,
  // The written value against the plan's.
  unplaceable,
  shortage,
  memoryLimitBelowPeak,
  underRequested,
  overRequested,
  limitPolicy,
  missingRequest,
  replicas,
  autoscalerCeiling,
  tooLittleHistory,
];

/** What all rules find in one document, in the rules' order. A workload that is not planned is checked as well. */
export function checkDocument(
  document: ManifestDocument,
  context: Omit<RuleContext, "document" | "workload">,
): readonly Finding[] {
  const here = describedIn(context.inventory).get(document) ?? [];
  const contexts: readonly RuleContext[] = here.map(({ workload, isPlanned }) =>
    // The advice under the id of one that is not planned is for another document.
    isPlanned ? { ...context, document, workload } : { ...context, document, workload, advice: undefined },
  );
  const all = contexts.length > 0 ? contexts : [{ ...context, document, workload: undefined }];
  return all.flatMap((each) => rules.flatMap((rule) => [...rule.find(each)]));
}

interface Described {
  readonly workload: Workload;
  readonly isPlanned: boolean;
}

/** The workloads that each document describes. Every document of an inventory asks, so they are sorted out once. */
function describedIn(inventory: Inventory): ReadonlyMap<ManifestDocument, readonly Described[]> {
  const before = known.get(inventory);
  if (before !== undefined) return before;
  const described = new Map<ManifestDocument, Described[]>();
  const add = (workload: Workload, isPlanned: boolean): void => {
    const others = described.get(workload.document) ?? [];
    described.set(workload.document, [...others, { workload, isPlanned }]);
  };
  for (const workload of inventory.workloads) add(workload, true);
  for (const workload of inventory.unplanned) add(workload, false);
  known.set(inventory, described);
  return described;
}

const known: WeakMap<Inventory, ReadonlyMap<ManifestDocument, readonly Described[]>> = new WeakMap();
