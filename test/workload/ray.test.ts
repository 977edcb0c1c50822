import assert from "node:assert/strict";
import { test } from "node:test";
import { hover } from "../../server/src/feature/hover.ts";
import { positionAt } from "../../server/src/feature/to-lsp.ts";
import { podLabelsOf, podSpecOf } from "../../server/src/workload/pod-template.ts";
import { createSnapshot, findingsOf } from "../../server/src/workspace/snapshot.ts";
import { checkFindings } from "../support/check.ts";
import { dedent } from "../support/fixture.ts";
import { inventoryOf, summaryOf } from "./inventory-of.ts";

const cluster = `
  headGroupSpec:
    template:
      spec:
        containers: [{ name: head, image: ray, resources: { requests: { cpu: 2 } } }]
  workerGroupSpecs:
    - groupName: gpu
      replicas: 2
      minReplicas: 1
      maxReplicas: 4
      template:
        metadata: { labels: { tier: gpu } }
        spec:
          containers: [{ name: worker, image: ray, resources: { limits: { nvidia.com/gpu: 1 } } }]
    - groupName: hosts
      replicas: 3
      numOfHosts: 4
      template:
        spec:
          containers: [{ name: worker, image: ray, resources: { requests: { cpu: 1 } } }]
    - groupName: idle
      minReplicas: 1
      template: { spec: { containers: [{ name: worker, image: ray }] } }`;

function indented(by: number): string {
  return cluster.replaceAll("\n", `\n${" ".repeat(by)}`);
}

function document(kind: string, spec: string): string {
  return `apiVersion: ray.io/v1\nkind: ${kind}\nmetadata: { name: llm, namespace: ml }\nspec:${spec}\n`;
}

test("a Ray cluster is its head and its groups of workers, each with pods of its own", () => {
  assert.equal(
    summaryOf(inventoryOf(document("RayCluster", indented(0))).workloads),
    [
      "RayCluster/ml/llm-head x1",
      "  main head cpu 2/-",
      "RayCluster/ml/llm-gpu-worker x2 written tier=gpu",
      "  main worker nvidia.com/gpu -/1",
      "RayCluster/ml/llm-hosts-worker x12",
      "  main worker cpu 1/-",
      "RayCluster/ml/llm-idle-worker x1",
      "  main worker",
    ].join("\n"),
  );
});

test("under Ray's autoscaler the groups have bounds", () => {
  const text = document("RayCluster", `\n  enableInTreeAutoscaling: true${indented(0)}`);
  assert.deepEqual(
    inventoryOf(text).workloads.map(({ replicas: { value, bounds } }) => [value, bounds?.min, bounds?.max]),
    [
      [1, undefined, undefined],
      [2, 1, 4],
      [12, 0, Number.POSITIVE_INFINITY],
      [1, 1, Number.POSITIVE_INFINITY],
    ],
  );
});

test("a RayService and a RayJob hold such a cluster; a job ends", () => {
  for (const [kind, key, ends] of [
    ["RayService", "rayClusterConfig", false],
    ["RayJob", "rayClusterSpec", true],
  ] as const) {
    const { workloads } = inventoryOf(document(kind, `\n  ${key}:${indented(2)}`));
    assert.deepEqual(
      workloads.map(({ id, runsToCompletion }) => [id, runsToCompletion]),
      ["head", "gpu-worker", "hosts-worker", "idle-worker"].map((name) => [`${kind}/ml/llm-${name}`, ends]),
    );
  }
});

test("a job on a cluster that is there runs no pods of its own", () => {
  assert.deepEqual(inventoryOf(document("RayJob", "\n  clusterSelector: { a: b }")).workloads, []);
});

test("each group's pod template is its own", () => {
  const [, gpu] = inventoryOf(document("RayCluster", indented(0))).workloads;
  assert.ok(gpu);
  assert.deepEqual(podSpecOf(gpu).path, ["spec", "workerGroupSpecs", 0, "template", "spec"]);
  assert.equal(podLabelsOf(gpu)?.node?.type, "map");
});

test("their values are checked, and their requests count in their namespace's quota", () => {
  const text = dedent(`
    apiVersion: ray.io/v1
    kind: RayCluster
    metadata: { name: llm, namespace: ml }
    spec:
      headGroupSpec:
        template:
          spec:
            containers:
              - { name: head, image: ray, resources: { requests: { cpu: 2, memory: 128m } } }
    #                                                                              ^^^^ quantity/milli-memory: 128m
      workerGroupSpecs:
        - groupName: cpu
          replicas: 3
          template:
            spec:
              containers:
                - { name: worker, image: ray, resources: { requests: { cpu: 2, memory: 1Gi } } }
    ---
    apiVersion: v1
    kind: ResourceQuota
    metadata: { name: q, namespace: ml }
    spec:
      hard:
        requests.cpu: 5
    #                 ^ quota/exceeded: The workloads of namespace ml need 8 cores of requests.cpu; the quota gives 5.
  `);
  const snapshot = createSnapshot(new Map([["a.yaml", text]]));
  checkFindings(
    text,
    findingsOf(snapshot, "a.yaml").filter(({ code }) => /^qu/.test(code)),
  );
});

test("a hover on a group's replicas speaks of that group", () => {
  const text = document("RayCluster", indented(0));
  const snapshot = createSnapshot(new Map([["a.yaml", text]]));
  const source = snapshot.files.get("a.yaml");
  assert.ok(source);
  const said = ["replicas: 2", "replicas: 3"].map((written) => {
    const position = positionAt(source, text.indexOf(written));
    const { contents } = hover(snapshot, "a.yaml", position, { markdown: true, chart: false, automatic: false }) ?? {};
    return typeof contents === "object" && "value" in contents
      ? /of RayCluster `([\w-]+)`/.exec(contents.value)?.[1]
      : "";
  });
  assert.deepEqual(said, ["llm-gpu-worker", undefined]);
});
