import assert from "node:assert/strict";
import { test } from "node:test";
import { createSnapshot, findingsOf } from "../../server/src/workspace/snapshot.ts";
import { checkFindings } from "../support/check.ts";
import { dedent } from "../support/fixture.ts";
import { inventoryOf, summaryOf, workloadOf } from "./inventory-of.ts";

function service(annotations: string, containers: string): string {
  return `
    apiVersion: serving.knative.dev/v1
    kind: Service
    metadata: { name: chat, namespace: serving }
    spec:
      template:
        metadata:
          labels: { app: chat }
          annotations: ${annotations}
        spec:
          containers: ${containers}
  `;
}

const one = "[{ image: chat, resources: { requests: { cpu: 500m }, limits: { nvidia.com/gpu: 1 } } }]";

test("the pods of a service, which may be none, in a container that needs no name", () => {
  assert.equal(
    summaryOf([workloadOf(service("{}", one))]),
    ["Service/serving/chat x1 0..Infinity app=chat", "  main user-container cpu 500m/- nvidia.com/gpu -/1"].join("\n"),
  );
});

const scales: readonly (readonly [annotations: string, expected: string])[] = [
  ['{ autoscaling.knative.dev/min-scale: "2", autoscaling.knative.dev/max-scale: "6" }', "x2 2..6 written"],
  ['{ autoscaling.knative.dev/minScale: "2", autoscaling.knative.dev/maxScale: "6" }', "x2 2..6 written"],
  ['{ autoscaling.knative.dev/min-scale: "0", autoscaling.knative.dev/max-scale: "0" }', "x1 0..Infinity written"],
  ['{ autoscaling.knative.dev/max-scale: "3" }', "x1 0..3"],
  ["{ autoscaling.knative.dev/min-scale: 4 }", "x4 4..Infinity written"],
  ["{ autoscaling.knative.dev/min-scale: many }", "x1 0..Infinity written"],
];

for (const [annotations, expected] of scales) {
  test(`${annotations} is ${expected}`, () => {
    const [head] = summaryOf([workloadOf(service(annotations, one))]).split("\n");
    assert.equal(head, `Service/serving/chat ${expected} app=chat`);
  });
}

test("a Service of Kubernetes runs no pods", () => {
  const text = "apiVersion: v1\nkind: Service\nmetadata: { name: chat }\nspec: { selector: { app: chat } }\n";
  assert.deepEqual(inventoryOf(text).workloads, []);
});

test("its values are checked, and its requests count in its namespace's quota", () => {
  const text = dedent(`
    apiVersion: serving.knative.dev/v1
    kind: Service
    metadata: { name: chat, namespace: serving }
    spec:
      template:
        metadata:
          annotations: { autoscaling.knative.dev/min-scale: "3" }
        spec:
          containers:
            - image: chat
              resources:
                requests: { cpu: 2, memory: 128m }
    #                                       ^^^^ quantity/milli-memory: 128m
    ---
    apiVersion: v1
    kind: ResourceQuota
    metadata: { name: q, namespace: serving }
    spec:
      hard:
        requests.cpu: 5
    #                 ^ quota/exceeded: The workloads of namespace serving need 6 cores of requests.cpu; the quota gives 5.
  `);
  const snapshot = createSnapshot(new Map([["a.yaml", text]]));
  checkFindings(
    text,
    findingsOf(snapshot, "a.yaml").filter(({ code }) => /^qu/.test(code)),
  );
});
