import { type Configuration, defaultConfiguration } from "../configuration/configuration.ts";
import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { autoscalerCeiling } from "./autoscaler-ceiling.ts";
import { danglingAutoscaler } from "./dangling-autoscaler.ts";
import { deviceRequestLimit } from "./device-request-limit.ts";
import { fractionalDevice } from "./fractional-device.ts";
import { indexOf } from "./inventory-index.ts";
import { findingsBy } from "./known-findings.ts";
import { limitBelowRequest } from "./limit-below-request.ts";
import { limitPolicy } from "./limit-policy.ts";
import { memoryLimitBelowPeak } from "./memory-limit-below-peak.ts";
import { missingRequest } from "./missing-request.ts";
import { overRequested } from "./over-requested.ts";
import { isAboutParts } from "./part-rules.ts";
import { replicas } from "./replicas.ts";
import { isOn, type Rule, type RuleContext } from "./rule.ts";
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

/** What rules are given beside the document: the configuration may be left to the default. */
export type CheckContext = Omit<RuleContext, "document" | "workload" | "configuration"> &
  Partial<Pick<RuleContext, "configuration">> & {
    /** True of parts of objects, such as patches: only what is written in them is judged. */
    readonly isPart?: boolean;
  };

/** What the rules that are on find in one document, in the rules' order. A workload that is not planned is checked as well. */
export function checkDocument(document: ManifestDocument, given: CheckContext): readonly Finding[] {
  const context = { ...given, configuration: given.configuration ?? defaultConfiguration };
  const { planned, unplanned } = indexOf(context.inventory);
  const contexts: readonly RuleContext[] = [
    ...(planned.get(document) ?? []).map((workload) => ({ ...context, document, workload })),
    // The advice under the id of one that is not planned is for another document.
    ...(unplanned.get(document) ?? []).map((workload) => ({ ...context, document, workload, advice: undefined })),
  ];
  const all = contexts.length > 0 ? contexts : [{ ...context, document, workload: undefined }];
  const isPart = given.isPart === true || document.template === true;
  const active = isPart ? activePartRules(context.configuration) : activeRules(context.configuration);
  return all.flatMap((each) => findingsBy({ context: each, rules: active }));
}

/** The rules that a configuration leaves on; sorted out once for each. */
const activeRules = oncePerConfiguration((configuration) => rules.filter((rule) => isOn(configuration, rule)));

/** Those of them that can judge a part of an object. */
const activePartRules = oncePerConfiguration((configuration) => activeRules(configuration).filter(isAboutParts));

function oncePerConfiguration(
  select: (configuration: Configuration) => readonly Rule[],
): (configuration: Configuration) => readonly Rule[] {
  const known: WeakMap<Configuration, readonly Rule[]> = new WeakMap();
  return (configuration) => {
    const selected = known.get(configuration) ?? select(configuration);
    known.set(configuration, selected);
    return selected;
  };
}
