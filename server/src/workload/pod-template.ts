import { child, type Field, fieldAt, rootField } from "./field.ts";
import type { OperatedKind, Workload, WorkloadKind } from "./workload.ts";

/** Where a kind keeps the map that holds its pods' `metadata` and `spec`. */
export const templatePaths: Readonly<Record<Exclude<WorkloadKind, OperatedKind>, readonly string[]>> = {
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
export function podSpecOf(workload: Workload): Field {
  const template = templateOf(workload);
  if (template !== undefined) return child(template, "spec");
  // `minReplicas` stands in the component.
  const component = (workload.replicas.path ?? []).slice(0, -1);
  return fieldAt(rootField(workload.document), component);
}

/** The labels that the pods get, as they are written; undefined where there is no template. */
export function podLabelsOf(workload: Workload): Field | undefined {
  const template = templateOf(workload);
  return template && child(template, "metadata", "labels");
}

/** Undefined for an InferenceService, which has none. */
function templateOf({ kind, document, template }: Workload): Field | undefined {
  const paths: Readonly<Record<string, readonly string[]>> = templatePaths;
  const path = template ?? paths[kind];
  return path && fieldAt(rootField(document), path);
}
