import type { ManifestDocument } from "../document/document.ts";
import type { Path } from "../document/span.ts";
import { child, countOf, type Field, isTrue, itemsOf, rootField, textOf } from "./field.ts";
import { nameSpanOf } from "./name-span.ts";
import { readPod } from "./pod.ts";
import type { Unranked } from "./priority-class.ts";
import type { OperatedKind, ReplicaSetting } from "./workload.ts";

/** Where each of KubeRay's kinds describes its cluster. */
const clusters: readonly { readonly kind: OperatedKind; readonly path: readonly string[] }[] = [
  { kind: "RayCluster", path: ["spec"] },
  { kind: "RayService", path: ["spec", "rayClusterConfig"] },
  { kind: "RayJob", path: ["spec", "rayClusterSpec"] },
];

/**
 * Reads a Ray cluster (`ray.io/v1`), alone or in a RayService or RayJob: a workload for the head and for each group of
 * workers, named as KubeRay names their pods: `NAME-head`, `NAME-GROUP-worker`. A suspended cluster counts as running:
 * it is there to be resumed. The container that KubeRay adds to the head of an autoscaled cluster is not read.
 */
export function readRay(document: ManifestDocument): readonly Unranked[] {
  const { kind, path = [] } = clusters.find((each) => each.kind === document.kind) ?? {};
  const cluster = child(rootField(document), ...path);
  if (kind === undefined) return [];
  const isScaled = isTrue(child(cluster, "enableInTreeAutoscaling"));
  const head = child(cluster, "headGroupSpec");
  const workers = itemsOf(child(cluster, "workerGroupSpecs"));
  return [
    ...(head.node === undefined ? [] : [workloadOf(document, kind, head, "head", { value: 1 })]),
    ...workers.map((group, index) => {
      const name = textOf(child(group, "groupName")) ?? String(index);
      return workloadOf(document, kind, group, `${name}-worker`, readReplicas(group, isScaled));
    }),
  ];
}

function workloadOf(
  document: ManifestDocument,
  kind: OperatedKind,
  group: Field,
  suffix: string,
  replicas: ReplicaSetting,
): Unranked {
  const template = child(group, "template");
  const groupName = child(group, "groupName").node?.span;
  const name = `${document.name}-${suffix}`;
  return {
    ...readPod(child(template, "spec"), child(template, "metadata", "labels")),
    id: `${kind}/${document.namespace}/${name}`,
    kind,
    namespace: document.namespace,
    // A cluster without a name yet has no pods to name after it.
    name: document.name === "" ? "" : name,
    document,
    nameSpan: groupName ?? nameSpanOf(document),
    replicas,
    template: template.path,
    perNode: false,
    runsToCompletion: kind === "RayJob",
  };
}

/**
 * KubeRay keeps the number within its bounds, whether written (0 where it is not) or set by Ray's autoscaler. A replica
 * of several hosts is as many pods; the number that is written is then not that of pods.
 */
function readReplicas(group: Field, isScaled: boolean): ReplicaSetting {
  const field = child(group, "replicas");
  const written = countOf(field);
  const hosts = Math.max(countOf(child(group, "numOfHosts")) ?? 1, 1);
  const min = countOf(child(group, "minReplicas")) ?? 0;
  const max = Math.max(countOf(child(group, "maxReplicas")) ?? Number.POSITIVE_INFINITY, min);
  return {
    value: hosts * Math.min(Math.max(written ?? 0, min), max),
    ...(hosts > 1 ? {} : placeOf(field, written)),
    ...(isScaled ? { bounds: { min: hosts * min, max: hosts * max } } : {}),
  };
}

function placeOf(field: Field, written: number | undefined): { readonly path: Path } & Pick<ReplicaSetting, "span"> {
  const span = written === undefined ? undefined : field.node?.span;
  return { path: field.path, ...(span === undefined ? {} : { span }) };
}
