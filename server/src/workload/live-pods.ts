import type { ManifestDocument } from "../document/document.ts";
import { oncePerContent } from "../document/once-per-content.ts";
import { nodeNameField } from "./eligibility.ts";
import { child, isTrue, itemsOf, rootField, textOf, textsOf } from "./field.ts";
import type { PlacementConstraints, ResourceSettings, Workload, WorkloadKind } from "./workload.ts";

/**
 * The workloads with the pods of a running cluster (`kubectl get pods -o json`) put together by what runs them. A
 * Deployment is known by its ReplicaSet's name, a CronJob by its Job's. Pods that have ended are left out. Pods of one
 * owner that ask for other things than most of its pods stand for themselves, under the name of the first.
 */
export function withLivePodsGathered(workloads: readonly Workload[]): readonly Workload[] {
  const pods = workloads.filter(isLive);
  if (pods.length === 0) return workloads;
  const groups = new Map<string, [Workload, ...Workload[]]>();
  for (const pod of pods.filter((each) => !hasEnded(each))) {
    const key = likeness(pod);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pod]);
    else group.push(pod);
  }
  const largest = largestByOwner([...groups.values()]);
  const others = workloads.filter((each) => !isLive(each));
  return [...others, ...[...groups.values()].map((group) => gathered(group, largest))];
}

/** What a pod of a running cluster tells of itself beside its spec. */
interface LivePod {
  /** Undefined where the document is no pod that was ever created. */
  readonly phase: string | undefined;
  /** Undefined while it waits for a node. */
  readonly node: string | undefined;
  readonly owner: Owner;
}

interface Owner {
  readonly kind: WorkloadKind;
  readonly name: string;
  /** Whether it runs one pod on each of some nodes. */
  readonly perNode: boolean;
}

const liveOf: (document: ManifestDocument) => LivePod = oncePerContent((document) => {
  const root = rootField(document);
  const node = textOf(child(root, "spec", "nodeName"));
  return { phase: textOf(child(root, "status", "phase")), node, owner: ownerOf(document, node) };
});

function isLive({ kind, document }: Workload): boolean {
  return kind === "Pod" && liveOf(document).phase !== undefined;
}

function hasEnded({ document }: Workload): boolean {
  return ["Succeeded", "Failed"].includes(liveOf(document).phase ?? "");
}

function ownerOf(document: ManifestDocument, node: string | undefined): Owner {
  const metadata = child(rootField(document), "metadata");
  const owners = itemsOf(child(metadata, "ownerReferences"));
  const controller = owners.find((owner) => isTrue(child(owner, "controller")));
  if (controller === undefined) return { kind: "Pod", name: document.name, perNode: false };
  const kind = textOf(child(controller, "kind")) ?? "";
  const name = textOf(child(controller, "name")) ?? "";
  if (kind === "ReplicaSet") return { ...ownerOfReplicaSet(name, textsOf(child(metadata, "labels"))), perNode: false };
  // The CronJob controller names a Job by the minute since 1970 for which it is due.
  if (kind === "Job" && /-\d{8,}$/.test(name))
    return { kind: "CronJob", name: name.replace(/-\d+$/, ""), perNode: false };
  // A static pod: the kubelet adds the node's name to its own.
  if (kind === "Node") return { kind: "Pod", name: withoutEnd(document.name, node ?? name), perNode: true };
  const known = directOwners.find((each) => each === kind);
  return { kind: known ?? "Pod", name, perNode: kind === "DaemonSet" };
}

const directOwners = ["DaemonSet", "Job", "ReplicationController", "StatefulSet"] as const;

/** A ReplicaSet is named after what made it and the hash of the template, which is a label of the pods too. */
function ownerOfReplicaSet(name: string, labels: Readonly<Record<string, string>>): Pick<Owner, "kind" | "name"> {
  const makers = { "pod-template-hash": "Deployment", "rollouts-pod-template-hash": "Rollout" } as const;
  for (const [label, kind] of Object.entries(makers)) {
    const hash = labels[label] ?? "";
    if (hash !== "" && name.endsWith(`-${hash}`)) return { kind, name: withoutEnd(name, hash) };
  }
  return { kind: "ReplicaSet", name };
}

function withoutEnd(name: string, end: string): string {
  return name.endsWith(`-${end}`) ? name.slice(0, -end.length - 1) : name;
}

/** Equal for pods of one owner that the scheduler and the sizing cannot tell apart. */
function likeness(workload: Workload): string {
  const { containers, podResources, overhead, priority } = workload;
  const amounts = containers.map(({ name, type, requests, limits }) => [
    name,
    type,
    sources(requests),
    sources(limits),
  ]);
  const pod = [sources(podResources?.requests ?? {}), sources(podResources?.limits ?? {}), overhead, priority];
  const { owner } = liveOf(workload.document);
  return JSON.stringify([ownerId(workload), amounts, pod, owner.perNode || workload.constraints]);
}

function sources(settings: ResourceSettings): readonly (readonly [string, string])[] {
  return Object.entries(settings).map(([name, { source }]) => [name, source]);
}

function ownerId({ namespace, document }: Workload): string {
  const { kind, name } = liveOf(document).owner;
  return `${kind}/${namespace}/${name}`;
}

type Pods = readonly [Workload, ...Workload[]];

/** Of each owner the group of pods that goes by its name. */
function largestByOwner(groups: readonly Pods[]): ReadonlyMap<string, Pods> {
  const largest = new Map<string, Pods>();
  for (const group of groups) {
    const id = ownerId(group[0]);
    if (group.length > (largest.get(id)?.length ?? 0)) largest.set(id, group);
  }
  return largest;
}

function gathered(group: Pods, largest: ReadonlyMap<string, Pods>): Workload {
  const [first] = group;
  const { owner } = liveOf(first.document);
  const ofOwner = largest.get(ownerId(first)) === group;
  const { kind, name } = ofOwner ? owner : first;
  return {
    ...first,
    id: `${kind}/${first.namespace}/${name}`,
    kind,
    name,
    template: [],
    replicas: { value: owner.perNode ? 1 : group.length },
    constraints: owner.perNode ? constraintsPerNode(group) : first.constraints,
    perNode: owner.perNode,
    runsToCompletion: owner.kind === "Job" || owner.kind === "CronJob",
    running: podsByNode(group),
  };
}

/** Of a DaemonSet only the nodes are known that it runs on, or waits for: its own affinity gives way to their names. */
function constraintsPerNode(group: Pods): PlacementConstraints {
  const names = group.flatMap(({ document, constraints }) => {
    const asked = (constraints.requiredTerms ?? []).flat().filter(({ key }) => key === nodeNameField);
    return [...asked.flatMap(({ values }) => values), liveOf(document).node ?? []].flat();
  });
  return {
    nodeSelector: {},
    requiredTerms: [[{ key: nodeNameField, operator: "In", values: [...new Set(names)] }]],
    // What runs on a node may stay there.
    tolerations: [{ key: "", operator: "Exists", value: "", effect: "" }],
  };
}

function podsByNode(group: Pods): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { document } of group) {
    const { node } = liveOf(document);
    if (node !== undefined) counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
