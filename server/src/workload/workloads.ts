import type { ManifestDocument } from "../document/document.ts";
import { isKind } from "./api-kind.ts";
import { daemonTolerations } from "./constraints.ts";
import { child, countOf, type Field, rootField, textOf } from "./field.ts";
import { readInferenceService } from "./inference-service.ts";
import { readKnativeService } from "./knative-service.ts";
import { nameSpanOf } from "./name-span.ts";
import { readPod } from "./pod.ts";
import { templatePaths } from "./pod-template.ts";
import type { Unranked } from "./priority-class.ts";
import { readRay } from "./ray.ts";
import type { ReplicaSetting } from "./workload.ts";

/**
 * The workloads of one document: one, or none where it runs no pods. An InferenceService has one for each component,
 * since each runs pods of its own: the predictor under the service's name, `NAME-transformer` and `NAME-explainer`. So
 * has a Ray cluster, for its head and for each group of workers.
 */
export function readWorkloads(document: ManifestDocument): readonly Unranked[] {
  if (isKind(document, "InferenceService", ["serving.kserve.io"])) return readInferenceService(document);
  if (isKind(document, "Service", ["serving.knative.dev"]) && document.apiVersion !== "")
    return [readKnativeService(document)];
  if (document.apiVersion.startsWith("ray.io/")) return readRay(document);
  const shape = shapes.find(({ kind, groups }) => isKind(document, kind, groups));
  if (shape === undefined || isByReference(document)) return [];
  return [readPodRunner(document, shape)];
}

/** A Rollout may take its pods from a Deployment, which then is the workload. */
function isByReference(document: ManifestDocument): boolean {
  const spec = child(rootField(document), "spec");
  return document.kind === "Rollout" && child(spec, "workloadRef").node !== undefined;
}

/** Where a kind keeps the number of pods that run at once. */
interface Shape {
  readonly kind: keyof typeof templatePaths;
  readonly groups: readonly string[];
  /** The map with the count and its key. */
  readonly count?: { readonly parent: readonly string[]; readonly key: "replicas" | "parallelism" };
}

const replicas = { parent: ["spec"], key: "replicas" } as const;
const jobSpec = ["spec", "jobTemplate", "spec"];

const shapes: readonly Shape[] = [
  // In the core group there is none: the schema reports that, and what was meant is clear.
  { kind: "Deployment", groups: ["apps", "extensions", ""], count: replicas },
  { kind: "StatefulSet", groups: ["apps"], count: replicas },
  { kind: "DaemonSet", groups: ["apps", "extensions"] },
  { kind: "ReplicaSet", groups: ["apps", "extensions"], count: replicas },
  { kind: "ReplicationController", groups: [""], count: replicas },
  { kind: "Job", groups: ["batch"], count: { parent: ["spec"], key: "parallelism" } },
  {
    kind: "CronJob",
    groups: ["batch"],
    count: { parent: jobSpec, key: "parallelism" },
  },
  { kind: "Pod", groups: [""] },
  { kind: "Rollout", groups: ["argoproj.io"], count: replicas },
];

function readPodRunner(document: ManifestDocument, shape: Shape): Unranked {
  const root = rootField(document);
  const pod = child(root, ...templatePaths[shape.kind]);
  const facts = readPod(child(pod, "spec"), child(pod, "metadata", "labels"));
  const perNode = shape.kind === "DaemonSet";
  const { constraints } = facts;
  const name = nameOf(document);
  return {
    ...facts,
    id: `${shape.kind}/${document.namespace}/${name}`,
    kind: shape.kind,
    namespace: document.namespace,
    name,
    document,
    nameSpan: nameSpanOf(document),
    replicas: readReplicas(root, shape.count),
    constraints: perNode
      ? { ...constraints, tolerations: [...constraints.tolerations, ...daemonTolerations] }
      : constraints,
    perNode,
    runsToCompletion: shape.kind === "Job" || shape.kind === "CronJob",
  };
}

/**
 * The written count, or the API's default of 1. A Job never runs more pods at once than it has completions to make.
 * A suspended Job or CronJob counts as running: it is there to be resumed.
 */
function readReplicas(root: Field, count: Shape["count"]): ReplicaSetting {
  if (count === undefined) return { value: 1 };
  const parent = child(root, ...count.parent);
  const field = child(parent, count.key);
  const written = countOf(field);
  const most = count.key === "parallelism" ? countOf(child(parent, "completions")) : undefined;
  return {
    value: Math.min(written ?? 1, most ?? Number.POSITIVE_INFINITY),
    ...(written === undefined || field.node === undefined ? {} : { span: field.node.span }),
    path: field.path,
  };
}

/** `metadata.name`, or what a generated name begins with; empty while neither is written. */
function nameOf(document: ManifestDocument): string {
  if (document.name !== "") return document.name;
  return (textOf(child(rootField(document), "metadata", "generateName")) ?? "").replace(/-+$/, "");
}
