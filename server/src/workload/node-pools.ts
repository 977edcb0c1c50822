import type { ManifestDocument } from "../document/document.ts";
import { amountsOf } from "./amounts.ts";
import { isKind } from "./api-kind.ts";
import { defaultPodsPerNode } from "./defaults.ts";
import { nodeNameField } from "./eligibility.ts";
import { child, type Field, isTrue, rootField, textsOf } from "./field.ts";
import { nameSpanOf } from "./name-span.ts";
import type { NodePool, Taint } from "./supply.ts";
import { readTaints } from "./taints.ts";
import { withUniqueNames } from "./unique-names.ts";
import type { Amounts, PlacementConstraints } from "./workload.ts";

/**
 * The pools that the Node objects among the documents make: nodes of one size, with the same taints and the same
 * answers to what pods ask of node labels. Their number is fixed, for they exist. Cordoned nodes are left out.
 */
export function readNodePools(
  documents: readonly ManifestDocument[],
  constraints: readonly PlacementConstraints[],
): readonly NodePool[] {
  const asked = askedLabels(constraints);
  const named = askedNames(constraints);
  const groups = new Map<string, [Node, ...Node[]]>();
  for (const node of documents.flatMap(readNode)) {
    const key = JSON.stringify([Object.entries(node.allocatable), node.taints, answers(node, asked, named)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [node]);
    else group.push(node);
  }
  return withUniqueNames([...groups.values()].map(toPool));
}

interface Node {
  readonly document: ManifestDocument;
  readonly allocatable: Amounts;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
}

function readNode(document: ManifestDocument): readonly Node[] {
  if (!isKind(document, "Node", [""])) return [];
  const root = rootField(document);
  if (isTrue(child(root, "spec", "unschedulable"))) return [];
  const written = amountsOf(statedResources(child(root, "status")));
  const sorted = Object.entries(written)
    .filter(([, amount]) => amount >= 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    {
      document,
      allocatable: { pods: defaultPodsPerNode, ...Object.fromEntries(sorted) },
      labels: textsOf(child(root, "metadata", "labels")),
      taints: readTaints(child(root, "spec", "taints")),
    },
  ];
}

/** What a node offers to pods; where it does not say, what it has. */
function statedResources(status: Field): Field {
  const allocatable = child(status, "allocatable");
  return allocatable.node === undefined ? child(status, "capacity") : allocatable;
}

/** The instance type distinguishes pools even where no pod asks for it: its price does. */
const instanceType = "node.kubernetes.io/instance-type";

/** Label keys that pods ask for; `"any"` where the value itself counts, else the values that they name. */
type AskedLabels = ReadonlyMap<string, ReadonlySet<string> | "any">;

/** The node labels that tell nodes apart for these pods, and the instance type. */
export function askedLabels(constraints: readonly PlacementConstraints[]): AskedLabels {
  const asked = new Map<string, Set<string> | "any">([[instanceType, "any"]]);
  const ask = (key: string, values: readonly string[]): void => {
    const known = asked.get(key) ?? new Set();
    if (known !== "any")
      asked.set(
        key,
        values.reduce((all, value) => all.add(value), known),
      );
  };
  for (const { nodeSelector, requiredTerms } of constraints) {
    for (const [key, value] of Object.entries(nodeSelector)) ask(key, [value]);
    for (const { key, operator, values } of requiredTerms?.flat() ?? []) {
      if (key === nodeNameField) continue;
      if (operator === "In" || operator === "NotIn") ask(key, values);
      else asked.set(key, "any");
    }
  }
  return asked;
}

/** The lists of nodes that pods ask for or stay away from by name, each once: a DaemonSet's pods name one of them each. */
function askedNames(constraints: readonly PlacementConstraints[]): readonly ReadonlySet<string>[] {
  const lists = constraints
    .flatMap(({ requiredTerms }) => requiredTerms?.flat() ?? [])
    .filter(({ key }) => key === nodeNameField)
    .map(({ values }) => values);
  return [...new Map(lists.map((names) => [names.toSorted().join(" "), new Set(names)])).values()];
}

/** What a node answers to each question; values that nobody names are alike. */
function answers(
  { document, labels }: Node,
  asked: AskedLabels,
  named: readonly ReadonlySet<string>[],
): readonly (string | boolean | undefined)[] {
  const ofLabels = [...asked].map(([key, values]) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    return value !== undefined && (values === "any" || values.has(value)) ? value : undefined;
  });
  return [...ofLabels, ...named.map((names) => names.has(document.name))];
}

function toPool(nodes: readonly [Node, ...Node[]]): NodePool {
  const [{ document, allocatable, labels, taints }] = nodes;
  const common = Object.entries(labels).filter(([key, value]) =>
    nodes.every((node) => Object.hasOwn(node.labels, key) && node.labels[key] === value),
  );
  return {
    name: nameOfPool(new Map(common)) ?? (nodes.length === 1 ? document.name : "nodes"),
    allocatable,
    nodes: { min: nodes.length, max: nodes.length },
    pricePerHour: null,
    labels: Object.fromEntries(common),
    taints,
    nodeNames: nodes.map((node) => node.document.name),
    file: document.file,
    span: nameSpanOf(document),
  };
}

/** The labels by which clouds and autoscalers name their pools. */
const poolLabels = [
  "cloud.google.com/gke-nodepool",
  "eks.amazonaws.com/nodegroup",
  "kubernetes.azure.com/agentpool",
  "karpenter.sh/nodepool",
  instanceType,
];

function nameOfPool(labels: ReadonlyMap<string, string>): string | undefined {
  const key = poolLabels.find((each) => labels.has(each));
  return key === undefined ? undefined : labels.get(key);
}
