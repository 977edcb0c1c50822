import assert from "node:assert/strict";
import { test } from "node:test";
import { canRun, whyNot } from "../../server/src/workload/eligibility.ts";
import { inventoryOf } from "./inventory-of.ts";

function check(kind: "Pod" | "DaemonSet", spec: string, pool: string, expected: string | undefined): void {
  const { workloads, supply } = inventoryOf(`
    kind: ${kind}
    metadata: { name: a }
    spec: ${kind === "Pod" ? `{ ${spec} }` : `{ template: { spec: { ${spec} } } }`}
    ---
    kind: ResourcePlan
    spec: { pools: [{ name: p, allocatable: { cpu: 1, memory: 1 }, ${pool} }] }
    `);
  const [workload] = workloads;
  const [nodes] = supply.pools;
  assert.ok(workload && nodes);
  assert.equal(whyNot(workload.constraints, nodes), expected);
  assert.equal(canRun(workload.constraints, nodes), expected === undefined);
}

const labels = "labels: { disk: ssd, zone: b, gpus: '8' }";

for (const [what, spec, expected] of [
  ["nothing asked", "", undefined],
  ["a label that is there", "nodeSelector: { disk: ssd }", undefined],
  [
    "every pool is Linux on amd64 unless it says otherwise",
    "nodeSelector: { kubernetes.io/os: linux, kubernetes.io/arch: amd64 }",
    undefined,
  ],
  ["another value", "nodeSelector: { disk: hdd }", "pool p has no label disk=hdd, which the node selector asks for"],
  [
    "a missing label",
    "nodeSelector: { kubernetes.io/hostname: n1 }",
    "pool p has no label kubernetes.io/hostname=n1, which the node selector asks for",
  ],
  [
    "a label named like a property of objects",
    "nodeSelector: { constructor: x }",
    "pool p has no label constructor=x, which the node selector asks for",
  ],
] as const) {
  test(`node selector: ${what}`, () => check("Pod", spec, labels, expected));
}

const asks = (what: string) => `pool p does not satisfy the required node affinity, which asks for ${what}`;

for (const [terms, expected] of [
  ["[{ matchExpressions: [{ key: zone, operator: In, values: [a, b] }] }]", undefined],
  ["[{ matchExpressions: [{ key: zone, operator: In, values: [a] }] }]", asks("zone in [a]")],
  ["[{ matchExpressions: [{ key: zone, operator: NotIn, values: [b] }] }]", asks("zone not in [b]")],
  ["[{ matchExpressions: [{ key: none, operator: NotIn, values: [b] }] }]", undefined],
  ["[{ matchExpressions: [{ key: zone, operator: Exists }] }]", undefined],
  ["[{ matchExpressions: [{ key: none, operator: Exists }] }]", asks("the label none")],
  ["[{ matchExpressions: [{ key: zone, operator: DoesNotExist }] }]", asks("no label zone")],
  ["[{ matchExpressions: [{ key: none, operator: DoesNotExist }] }]", undefined],
  ["[{ matchExpressions: [{ key: gpus, operator: Gt, values: ['4'] }] }]", undefined],
  ["[{ matchExpressions: [{ key: gpus, operator: Gt, values: ['8'] }] }]", asks("gpus > 8")],
  ["[{ matchExpressions: [{ key: gpus, operator: Lt, values: ['9'] }] }]", undefined],
  ["[{ matchExpressions: [{ key: zone, operator: Lt, values: ['9'] }] }]", asks("zone < 9")],
  [
    "[{ matchExpressions: [{ key: zone, operator: Exists }, { key: disk, operator: In, values: [hdd] }] }]",
    asks("disk in [hdd]"),
  ],
  [
    "[{ matchExpressions: [{ key: none, operator: Exists }] }, { matchExpressions: [{ key: zone, operator: Exists }] }]",
    undefined,
  ],
  [
    "[{ matchExpressions: [{ key: x, operator: Exists }] }, { matchExpressions: [{ key: y, operator: Exists }] }]",
    asks("the label x or the label y"),
  ],
  ["[{ matchFields: [{ key: metadata.name, operator: In, values: [n1] }] }]", asks("metadata.name in [n1]")],
  ["[{ matchFields: [{ key: metadata.name, operator: NotIn, values: [n1] }] }]", undefined],
  ["[{}]", asks("no node at all")],
  ["[]", asks("no node at all")],
] as const) {
  test(`required affinity: ${terms}`, () =>
    check(
      "Pod",
      `affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: ${terms} } } }`,
      labels,
      expected,
    ));
}

test("preferred affinity does not decide", () =>
  check(
    "Pod",
    "affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [{ key: none, operator: Exists }] } }] } }",
    labels,
    undefined,
  ));

const gpu = "{ key: gpu, value: l4, effect: NoSchedule }";
const repelled = "pool p has the taint gpu=l4:NoSchedule, which the pods do not tolerate";

for (const [tolerations, taints, expected] of [
  ["[]", gpu, repelled],
  ["[]", "{ key: gpu, effect: NoExecute }", "pool p has the taint gpu:NoExecute, which the pods do not tolerate"],
  ["[]", "{ key: gpu, value: l4, effect: PreferNoSchedule }", undefined],
  ["[{ key: gpu, value: l4, effect: NoSchedule }]", gpu, undefined],
  ["[{ key: gpu, operator: Equal, value: l4 }]", gpu, undefined],
  ["[{ key: gpu, operator: Exists }]", gpu, undefined],
  ["[{ operator: Exists }]", gpu, undefined],
  ["[{ operator: Exists, effect: NoExecute }]", gpu, repelled],
  ["[{ value: l4 }]", gpu, repelled],
  ["[{ key: gpu, value: h100 }]", gpu, repelled],
  ["[{ key: other, operator: Exists }]", gpu, repelled],
  [
    "[{ key: gpu, operator: Exists }]",
    `${gpu}, { key: spot, effect: NoSchedule }`,
    "pool p has the taint spot:NoSchedule, which the pods do not tolerate",
  ],
] as const) {
  test(`tolerations ${tolerations} and taints ${taints}`, () =>
    check("Pod", `tolerations: ${tolerations}`, `taints: [${taints}]`, expected));
}

test("DaemonSets tolerate the taints of ailing and cordoned nodes", () => {
  const taints = [
    "{ key: node.kubernetes.io/unschedulable, effect: NoSchedule }",
    "{ key: node.kubernetes.io/disk-pressure, effect: NoSchedule }",
    "{ key: node.kubernetes.io/unreachable, effect: NoExecute }",
  ];
  const pool = `taints: [${taints.join(", ")}]`;
  check("DaemonSet", "", pool, undefined);
  check(
    "Pod",
    "",
    pool,
    "pool p has the taint node.kubernetes.io/unschedulable:NoSchedule, which the pods do not tolerate",
  );
  check("DaemonSet", "", `taints: [${gpu}]`, repelled);
});
