import { nodeNameField } from "./eligibility.ts";
import { child, type Field, itemsOf, textItemsOf, textOf, textsOf } from "./field.ts";
import type { NodeRequirement, PlacementConstraints, Toleration } from "./workload.ts";

/** Where a pod may run, as far as node labels, node names and taints decide it. */
export function readConstraints(podSpec: Field): PlacementConstraints {
  const required = child(podSpec, "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution");
  const terms = child(required, "nodeSelectorTerms");
  return {
    nodeSelector: textsOf(child(podSpec, "nodeSelector")),
    ...(terms.node === undefined ? {} : { requiredTerms: itemsOf(terms).map(readTerm) }),
    tolerations: itemsOf(child(podSpec, "tolerations")).map(readToleration),
  };
}

/**
 * The tolerations that the DaemonSet controller adds to its pods, so that they run on nodes which repel others.
 * Source: Kubernetes `pkg/controller/daemon/util/daemonset_util.go`.
 */
export const daemonTolerations: readonly Toleration[] = [
  ["not-ready", "NoExecute"],
  ["unreachable", "NoExecute"],
  ["disk-pressure", "NoSchedule"],
  ["memory-pressure", "NoSchedule"],
  ["pid-pressure", "NoSchedule"],
  ["unschedulable", "NoSchedule"],
].map(([condition, effect]) => ({
  key: `node.kubernetes.io/${condition}`,
  operator: "Exists",
  value: "",
  effect: effect ?? "",
}));

function readTerm(term: Field): readonly NodeRequirement[] {
  const byLabel = itemsOf(child(term, "matchExpressions")).flatMap(readRequirement);
  const byName = itemsOf(child(term, "matchFields")).flatMap(readRequirement);
  return [...byLabel, ...byName.filter(({ key }) => key === nodeNameField)];
}

const operators: readonly string[] = ["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"];

function readRequirement(field: Field): readonly NodeRequirement[] {
  const key = textOf(child(field, "key"));
  const operator = textOf(child(field, "operator"));
  if (key === undefined || !isOperator(operator)) return [];
  return [{ key, operator, values: textItemsOf(child(field, "values")) }];
}

function isOperator(text: string | undefined): text is NodeRequirement["operator"] {
  return text !== undefined && operators.includes(text);
}

function readToleration(field: Field): Toleration {
  return {
    key: textOf(child(field, "key")) ?? "",
    operator: textOf(child(field, "operator")) === "Exists" ? "Exists" : "Equal",
    value: textOf(child(field, "value")) ?? "",
    effect: textOf(child(field, "effect")) ?? "",
  };
}
