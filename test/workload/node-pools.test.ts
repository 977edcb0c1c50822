import assert from "node:assert/strict";
import { test } from "node:test";
import { inventoryOf } from "./inventory-of.ts";

/** Compares the pools as lines: name, number and names of nodes, allocatable, labels and taints. */
function check(fixture: string, expected: readonly string[], source = "Node"): void {
  const { supply } = inventoryOf(fixture);
  const entries = (record: object) => Object.entries(record).map(([key, value]) => `${key}=${value}`);
  assert.deepEqual(
    supply.pools.map(({ name, nodes, nodeNames, allocatable, labels, taints }) =>
      [
        `${name} ${nodes.min}..${nodes.max}: ${nodeNames.join(" ")}`,
        entries(allocatable).join(" "),
        ...entries(labels),
        ...taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`),
      ].join("; "),
    ),
    expected,
  );
  assert.equal(supply.source, source);
}

const node = (name: string, more = "", labels = "", spec = "") =>
  `{ kind: Node, metadata: { name: ${name}, labels: { kubernetes.io/hostname: ${name}, zone: ${name}, ${labels} } }, spec: { ${spec} }, status: { allocatable: { memory: 1Ki, cpu: 2 ${more} } } }`;

const fixture = (...documents: readonly string[]) => documents.map((document) => `    ${document}\n`).join("    ---\n");

test("like nodes are a pool of a fixed number of nodes, with the labels that all have", () =>
  check(fixture(node("n1", "", "os: linux"), node("n2", "", "os: linux")), [
    "nodes 2..2: n1 n2; pods=110 cpu=2 memory=1024; os=linux",
  ]));

test("nodes of another size, instance type or taint are another pool", () =>
  check(
    fixture(
      node("n1"),
      node("n2", ", pods: 58"),
      node("n3", "", "node.kubernetes.io/instance-type: m1"),
      node("n4", "", "", "taints: [{ key: gpu, effect: NoSchedule }]"),
      node("n5"),
    ),
    [
      "nodes 2..2: n1 n5; pods=110 cpu=2 memory=1024",
      "n2 1..1: n2; pods=58 cpu=2 memory=1024; kubernetes.io/hostname=n2; zone=n2",
      "m1 1..1: n3; pods=110 cpu=2 memory=1024; kubernetes.io/hostname=n3; zone=n3; node.kubernetes.io/instance-type=m1",
      "n4 1..1: n4; pods=110 cpu=2 memory=1024; kubernetes.io/hostname=n4; zone=n4; gpu=:NoSchedule",
    ],
  ));

test("pools that share a name get numbers; the cloud's own name wins", () =>
  check(
    fixture(
      node("n1", "", "eks.amazonaws.com/nodegroup: web, node.kubernetes.io/instance-type: m1"),
      node("n2", "", "eks.amazonaws.com/nodegroup: web, node.kubernetes.io/instance-type: m2"),
    ),
    [
      "web 1..1: n1; pods=110 cpu=2 memory=1024; kubernetes.io/hostname=n1; zone=n1; eks.amazonaws.com/nodegroup=web; node.kubernetes.io/instance-type=m1",
      "web-2 1..1: n2; pods=110 cpu=2 memory=1024; kubernetes.io/hostname=n2; zone=n2; eks.amazonaws.com/nodegroup=web; node.kubernetes.io/instance-type=m2",
    ],
  ));

test("nodes are told apart by the labels and names that pods ask for, and no further", () => {
  const pod = (name: string, requirement: string, under = "matchExpressions") =>
    `{ kind: Pod, metadata: { name: ${name} }, spec: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ ${under}: [${requirement}] }] } } } } }`;
  const pools = (...documents: readonly string[]) =>
    inventoryOf(fixture(...documents))
      .supply.pools.map(({ nodeNames }) => nodeNames.join("+"))
      .join(" ");
  const nodes = [node("n1"), node("n2"), node("n3")];
  assert.equal(pools(...nodes, pod("a", "{ key: zone, operator: In, values: [n2] }")), "n1+n3 n2");
  assert.equal(pools(...nodes, pod("a", "{ key: zone, operator: NotIn, values: [n3] }")), "n1+n2 n3");
  assert.equal(pools(...nodes, pod("a", "{ key: zone, operator: Exists }")), "n1 n2 n3");
  assert.equal(
    pools(...nodes, pod("a", "{ key: metadata.name, operator: In, values: [n1] }", "matchFields")),
    "n1 n2+n3",
  );
  assert.equal(
    pools(...nodes, "{ kind: Pod, metadata: { name: a }, spec: { nodeSelector: { zone: n3 } } }"),
    "n1+n2 n3",
  );
});

test("cordoned nodes are left out; capacity stands in for what is allocatable", () =>
  check(
    fixture(
      node("n1", "", "", "unschedulable: true"),
      "{ kind: Node, metadata: { name: n2 }, status: { capacity: { cpu: 4 } } }",
    ),
    ["n2 1..1: n2; pods=110 cpu=4"],
  ));

test("without nodes there is no supply", () => check("kind: Service", [], "none"));

test("a ResourcePlan's pools stand in for the nodes", () =>
  check(
    fixture(
      node("n1"),
      "{ kind: ResourcePlan, spec: { pools: [{ name: p, allocatable: { cpu: 1, memory: 2, pods: 30 }, nodes: { max: 3 }, taints: [{ key: gpu, effect: NoSchedule }] }] } }",
    ),
    ["p 0..3: ; pods=30 cpu=1 memory=2; kubernetes.io/os=linux; kubernetes.io/arch=amd64; gpu=:NoSchedule"],
    "ResourcePlan",
  ));

test("a ResourcePlan without pools leaves the nodes in force", () =>
  check(fixture(node("n1"), "{ kind: ResourcePlan, spec: {} }"), [
    "n1 1..1: n1; pods=110 cpu=2 memory=1024; kubernetes.io/hostname=n1; zone=n1",
  ]));
