/** What other tools call the thing that a rule finds. */
export interface Equivalent {
  readonly code: string;
  readonly kubeLinter?: readonly string[];
  readonly polaris?: readonly string[];
  readonly kubeScore?: readonly string[];
  readonly kubescape?: readonly string[];
  readonly monokle?: readonly string[];
}

const aloneInContainer = "container-resources";
const diskInContainer = "container-ephemeral-storage-request-and-limit";

/**
 * Rules, and what is found in reading, by the ids that other tools have for them: for those who change over, and to honor
 * the exceptions they wrote.
 */
export const equivalents: readonly Equivalent[] = [
  {
    code: "resources/cpu-request-missing",
    kubeLinter: ["unset-cpu-requirements"],
    polaris: ["cpuRequestsMissing"],
    kubeScore: [aloneInContainer],
    kubescape: ["C-0268", "C-0050"],
    monokle: ["KBP002", "KSV015"],
  },
  {
    code: "resources/memory-request-missing",
    polaris: ["memoryRequestsMissing"],
    kubeScore: [aloneInContainer],
    kubescape: ["C-0269", "C-0004"],
    monokle: ["KBP004", "KSV016"],
  },
  {
    code: "resources/memory-limit-missing",
    kubeLinter: ["unset-memory-requirements"],
    polaris: ["memoryLimitsMissing"],
    kubeScore: [aloneInContainer],
    kubescape: ["C-0271", "C-0009", "C-0004"],
    monokle: ["KBP005", "KSV018"],
  },
  {
    code: "resources/cpu-limit-missing",
    polaris: ["cpuLimitsMissing"],
    kubeScore: [aloneInContainer],
    kubescape: ["C-0270", "C-0009", "C-0050"],
    monokle: ["KBP003", "KSV011"],
  },
  { code: "resources/ephemeral-storage-request-missing", kubeScore: [diskInContainer] },
  { code: "resources/ephemeral-storage-limit-missing", kubeScore: [diskInContainer] },
  {
    code: "resources/cpu-request-equals-limit",
    kubeScore: ["container-cpu-requests-equal-limits", "container-resource-requests-equal-limits"],
  },
  {
    code: "resources/memory-request-equals-limit",
    kubeScore: ["container-memory-requests-equal-limits", "container-resource-requests-equal-limits"],
  },
  {
    code: "resources/ephemeral-storage-request-equals-limit",
    kubeScore: ["container-ephemeral-storage-request-equals-limit"],
  },
  {
    code: "resources/out-of-bounds",
    kubeLinter: ["cpu-requirements", "memory-requirements"],
    polaris: ["resourceMinimum", "resourceMaximum"],
    kubescape: ["C-0050", "C-0004", "C-0303"],
  },
  {
    code: "replicas/too-few",
    kubeLinter: ["minimum-three-replicas"],
    polaris: ["deploymentMissingReplicas"],
    kubeScore: ["deployment-replicas"],
  },
  { code: "replicas/unset", polaris: ["deploymentMissingReplicas"] },
  {
    code: "replicas/written-under-autoscaler",
    kubeScore: ["deployment-targeted-by-hpa-does-not-have-replicas-configured"],
  },
  {
    code: "autoscaler/dangling-target",
    kubeLinter: ["dangling-horizontalpodautoscaler"],
    kubeScore: ["horizontalpodautoscaler-has-target"],
    kubescape: ["C-0300"],
  },
  {
    code: "autoscaler/too-few-replicas",
    kubeLinter: ["hpa-minimum-three-replicas"],
    polaris: ["hpaMinAvailability"],
    kubeScore: ["horizontalpodautoscaler-replicas"],
  },
  { code: "autoscaler/unset-minimum", kubeLinter: ["hpa-minimum-three-replicas"] },
  { code: "autoscaler/too-many-replicas", kubeLinter: ["hpa-maximum-replicas"] },
  { code: "autoscaler/no-room", polaris: ["hpaMaxAvailability"] },
  {
    code: "disruption/none-allowed",
    kubeLinter: ["pdb-max-unavailable", "pdb-min-available"],
    polaris: ["pdbDisruptionsIsZero"],
  },
  { code: "disruption/none-at-minimum", kubeLinter: ["pdb-min-available"] },
  { code: "disruption/above-autoscaler-minimum", polaris: ["pdbMinAvailableGreaterThanHPAMinReplicas"] },
  {
    code: "disruption/budget-missing",
    polaris: ["missingPodDisruptionBudget"],
    kubeScore: ["deployment-has-poddisruptionbudget", "statefulset-has-poddisruptionbudget"],
  },
  { code: "disruption/no-policy", kubeScore: ["poddisruptionbudget-has-policy"] },
  { code: "disruption/unhealthy-pods", kubeLinter: ["pdb-unhealthy-pod-eviction-policy"] },
  { code: "topology/malformed-constraint", kubeScore: ["pod-topology-spread-constraints"] },
  { code: "topology/spread-missing", polaris: ["topologySpreadConstraint"] },
  {
    code: "topology/anti-affinity-missing",
    kubeLinter: ["no-anti-affinity"],
    kubeScore: ["deployment-has-host-podantiaffinity", "statefulset-has-host-podantiaffinity"],
  },
  { code: "topology/node-affinity-missing", kubeLinter: ["no-node-affinity"] },
  {
    code: "workload/selector-mismatch",
    kubeLinter: ["mismatching-selector"],
    kubeScore: [
      "deployment-pod-selector-labels-match-template-metadata-labels",
      "statefulset-pod-selector-labels-match-template-metadata-labels",
    ],
  },
  { code: "workload/service-selects-nothing", kubeLinter: ["dangling-service"], kubeScore: ["service-targets-pod"] },
  { code: "workload/priority-class-missing", kubeLinter: ["priority-class-name"], polaris: ["priorityClassNotSet"] },
  { code: "workload/job-ttl-missing", kubeLinter: ["job-ttl-seconds-after-finished"] },
  { code: "workload/cronjob-deadline-missing", kubeScore: ["cronjob-has-deadline"] },
  { code: "workload/restart-policy", kubeLinter: ["restart-policy"], kubeScore: ["cronjob-restartpolicy"] },
  {
    code: "workload/update-strategy",
    kubeLinter: ["no-rolling-update-strategy"],
    kubeScore: ["deployment-strategy"],
  },
  {
    code: "workload/liveness-probe-missing",
    kubeLinter: ["no-liveness-probe"],
    polaris: ["livenessProbeMissing"],
    kubescape: ["C-0056"],
  },
  {
    code: "workload/readiness-probe-missing",
    kubeLinter: ["no-readiness-probe"],
    polaris: ["readinessProbeMissing"],
    kubeScore: ["pod-probes"],
    kubescape: ["C-0018"],
  },
  { code: "workload/startup-probe-missing", kubeLinter: ["no-startup-probe"] },
  { code: "workload/naked-pod", kubescape: ["C-0073"] },
  { code: "workload/identical-probes", kubeScore: ["pod-probes-identical"] },
  { code: "workload/probe-port", kubeLinter: ["liveness-port", "readiness-port", "startup-port"] },
  {
    code: "schema/api-version",
    kubeLinter: ["no-extensions-v1beta"],
    kubeScore: ["stable-version"],
    monokle: ["K8S002", "K8S003"],
  },
  ...["enum", "format", "range", "required", "type"].map((name) => ({
    code: `schema/${name}`,
    kubeLinter: ["schema-validation"],
    monokle: ["K8S001"],
  })),
  { code: "schema/unknown-field", kubeLinter: ["schema-validation"], monokle: ["K8S004"] },
];
