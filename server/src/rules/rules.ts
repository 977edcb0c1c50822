import { type Configuration, defaultConfiguration } from "../configuration/configuration.ts";
import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { behavior } from "./autoscaler/behavior.ts";
import { autoscalerBeyondQuota } from "./autoscaler/beyond-quota.ts";
import { noRoom } from "./autoscaler/no-room.ts";
import { scaledRequestMissing } from "./autoscaler/request-missing.ts";
import { rivalAutoscaler } from "./autoscaler/rival.ts";
import { targetOutOfRange } from "./autoscaler/target-out-of-range.ts";
import { tooFewScaledReplicas } from "./autoscaler/too-few-replicas.ts";
import { tooManyReplicas } from "./autoscaler/too-many-replicas.ts";
import { unsetMinimum } from "./autoscaler/unset-minimum.ts";
import { verticalConflict } from "./autoscaler/vertical-conflict.ts";
import { autoscalerCeiling } from "./autoscaler-ceiling.ts";
import { danglingAutoscaler } from "./dangling-autoscaler.ts";
import { deviceRequestLimit } from "./device-request-limit.ts";
import { aboveAutoscalerMinimum } from "./disruption/above-autoscaler-minimum.ts";
import { budgetMissing } from "./disruption/budget-missing.ts";
import { noPolicy } from "./disruption/no-policy.ts";
import { noneAllowed } from "./disruption/none-allowed.ts";
import { noneAtMinimum } from "./disruption/none-at-minimum.ts";
import { budgetOverlap } from "./disruption/overlap.ts";
import { budgetSelectsNothing } from "./disruption/selects-nothing.ts";
import { unhealthyPods } from "./disruption/unhealthy-pods.ts";
import { fractionalDevice } from "./fractional-device.ts";
import { indexOf } from "./inventory-index.ts";
import { findingsBy } from "./known-findings.ts";
import { limitBelowRequest } from "./limit-below-request.ts";
import { limitPolicy } from "./limit-policy.ts";
import { memoryLimitBelowPeak } from "./memory-limit-below-peak.ts";
import { missingRequest } from "./missing-request.ts";
import { overRequested } from "./over-requested.ts";
import { isAboutParts } from "./part-rules.ts";
import { quotaExceeded } from "./quota/exceeded.ts";
import { quotaOmitted } from "./quota/omitted.ts";
import { quotaSurge } from "./quota/surge.ts";
import { tooFewReplicas } from "./replicas/too-few.ts";
import { unsetReplicas } from "./replicas/unset.ts";
import { writtenUnderAutoscaler } from "./replicas/written-under-autoscaler.ts";
import { replicas } from "./replicas.ts";
import { cpuLimitMissing } from "./resources/cpu-limit-missing.ts";
import { cpuRequestEqualsLimit } from "./resources/cpu-request-equals-limit.ts";
import { cpuRequestMissing } from "./resources/cpu-request-missing.ts";
import { ephemeralStorageLimitMissing } from "./resources/ephemeral-storage-limit-missing.ts";
import { ephemeralStorageRequestEqualsLimit } from "./resources/ephemeral-storage-request-equals-limit.ts";
import { ephemeralStorageRequestMissing } from "./resources/ephemeral-storage-request-missing.ts";
import { hugePagesAlone } from "./resources/huge-pages-alone.ts";
import { initContainerLarger } from "./resources/init-container-larger.ts";
import { limitRangeViolation } from "./resources/limit-range.ts";
import { memoryLimitMissing } from "./resources/memory-limit-missing.ts";
import { memoryRequestEqualsLimit } from "./resources/memory-request-equals-limit.ts";
import { memoryRequestMissing } from "./resources/memory-request-missing.ts";
import { outOfBounds } from "./resources/out-of-bounds.ts";
import { zeroLimit } from "./resources/zero-limit.ts";
import { isOn, type Rule, type RuleContext } from "./rule.ts";
import { canaryPercent } from "./serving/canary-percent.ts";
import { containerConcurrency } from "./serving/container-concurrency.ts";
import { oneFramework } from "./serving/one-framework.ts";
import { replicaBounds } from "./serving/replica-bounds.ts";
import { scaleMetric } from "./serving/scale-metric.ts";
import { shortage } from "./shortage.ts";
import { quantityRules } from "./sound.ts";
import { tooLittleHistory } from "./too-little-history.ts";
import { antiAffinityMissing } from "./topology/anti-affinity-missing.ts";
import { antiAffinityUnsatisfiable } from "./topology/anti-affinity-unsatisfiable.ts";
import { malformedConstraint } from "./topology/malformed-constraint.ts";
import { nodeAffinityMissing } from "./topology/node-affinity-missing.ts";
import { spreadMissing } from "./topology/spread-missing.ts";
import { underRequested } from "./under-requested.ts";
import { unknownResource } from "./unknown-resource.ts";
import { unplaceable } from "./unplaceable.ts";
import { unreadHistory } from "./unread-history.ts";
import { unsupportedHistory } from "./unsupported-history.ts";
import { cronjobDeadlineMissing } from "./workload/cronjob-deadline-missing.ts";
import { identicalProbes } from "./workload/identical-probes.ts";
import { jobTtlMissing } from "./workload/job-ttl-missing.ts";
import { livenessProbeMissing } from "./workload/liveness-probe-missing.ts";
import { nakedPod } from "./workload/naked-pod.ts";
import { priorityClassMissing } from "./workload/priority-class-missing.ts";
import { priorityClassUnknown } from "./workload/priority-class-unknown.ts";
import { probePort } from "./workload/probe-port.ts";
import { readinessProbeMissing } from "./workload/readiness-probe-missing.ts";
import { restartPolicy } from "./workload/restart-policy.ts";
import { rollingUpdate } from "./workload/rolling-update.ts";
import { selectorMismatch } from "./workload/selector-mismatch.ts";
import { serviceSelectsNothing } from "./workload/service-selects-nothing.ts";
import { startupProbeMissing } from "./workload/startup-probe-missing.ts";
import { updateStrategy } from "./workload/update-strategy.ts";

/** Every rule, in the order in which findings of one place are shown. */
export const rules: readonly Rule[] = [
  // A single value.
  ...quantityRules,
  // Values of one container.
  unknownResource,
  fractionalDevice,
  deviceRequestLimit,
  limitBelowRequest,
  // One workload.
  cpuLimitMissing,
  cpuRequestEqualsLimit,
  cpuRequestMissing,
  ephemeralStorageLimitMissing,
  ephemeralStorageRequestEqualsLimit,
  ephemeralStorageRequestMissing,
  hugePagesAlone,
  initContainerLarger,
  limitRangeViolation,
  memoryLimitMissing,
  memoryRequestEqualsLimit,
  memoryRequestMissing,
  outOfBounds,
  zeroLimit,
  tooFewReplicas,
  unsetReplicas,
  writtenUnderAutoscaler,
  cronjobDeadlineMissing,
  identicalProbes,
  jobTtlMissing,
  livenessProbeMissing,
  nakedPod,
  priorityClassMissing,
  priorityClassUnknown,
  probePort,
  readinessProbeMissing,
  restartPolicy,
  rollingUpdate,
  selectorMismatch,
  serviceSelectsNothing,
  startupProbeMissing,
  updateStrategy,
  canaryPercent,
  containerConcurrency,
  oneFramework,
  replicaBounds,
  scaleMetric,
  // Between documents.
  danglingAutoscaler,
  behavior,
  autoscalerBeyondQuota,
  noRoom,
  scaledRequestMissing,
  rivalAutoscaler,
  targetOutOfRange,
  tooFewScaledReplicas,
  tooManyReplicas,
  unsetMinimum,
  verticalConflict,
  budgetMissing,
  noPolicy,
  noneAllowed,
  aboveAutoscalerMinimum,
  noneAtMinimum,
  budgetOverlap,
  budgetSelectsNothing,
  unhealthyPods,
  antiAffinityMissing,
  antiAffinityUnsatisfiable,
  malformedConstraint,
  nodeAffinityMissing,
  spreadMissing,
  quotaExceeded,
  quotaOmitted,
  quotaSurge,
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
