import { child, type Field, rootField } from "./field.ts";
import type { Workload, WorkloadKind } from "./workload.ts";

/** Where a kind keeps the map that holds its pods' `metadata` and `spec`; an InferenceService has none. */
export const templatePaths: Readonly<Record<Exclude<WorkloadKind, "InferenceService">, readonly string[]>> = {
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  ReplicationController: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
  Pod: [],
  Rollout: ["spec", "template"],
};

/** The pods' `spec`, as it is written. A component of an InferenceService is one by itself. */
export function podSpecOf({ kind, document, replicas }: Workload): Field {
  const root = rootField(document);
  if (kind !== "InferenceService") return child(root, ...templatePaths[kind], "spec");
  // `minReplicas` stands in the component.
  const component = (replicas.path ?? []).slice(0, -1).filter((step) => typeof step === "string");
  return child(root, ...component);
}

/** The labels that the pods get, as they are written. */
export function podLabelsOf({ kind, document }: Workload): Field | undefined {
  if (kind === "InferenceService") return undefined;
  return child(rootField(document), ...templatePaths[kind], "metadata", "labels");
}
