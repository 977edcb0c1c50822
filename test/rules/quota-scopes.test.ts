import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { findingsOfRules, manifestsOf } from "./check-rules.ts";

/** What is found of a quota, given what stands in its `spec` beside `hard`, and what in that of the pod. */
function found(scope: string, pod: string, hard: string = '{ pods: "0" }'): readonly string[] {
  const manifests = manifestsOf(`
    apiVersion: v1
    kind: ResourceQuota
    metadata: { name: all }
    spec: { ${scope}, hard: ${hard} }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: web }
    spec: ${pod}
  `);
  return findingsOfRules(manifests).map(({ code }) => code);
}

const bare = "{ containers: [{ name: web }] }";
const asking = "{ containers: [{ name: web, resources: { requests: { cpu: 1 } } }] }";
const ending = "{ activeDeadlineSeconds: 60, containers: [{ name: web }] }";
const important = "{ priorityClassName: high, containers: [{ name: web }] }";
const selector = (expression: string) =>
  `scopeSelector: { matchExpressions: [{ scopeName: PriorityClass, ${expression} }] }`;

describe("a quota counts the pods of its scopes", () => {
  const cases: readonly (readonly [scope: string, counted: readonly string[], not: readonly string[]])[] = [
    ["scopes: [BestEffort]", [bare], [asking]],
    ["scopes: [NotBestEffort]", [asking], [bare]],
    ["scopes: [Terminating]", [ending], [bare]],
    ["scopes: [NotTerminating]", [bare], [ending]],
    ["scopes: [PriorityClass]", [important], [bare]],
    ["scopes: [NotTerminating, NotBestEffort]", [asking], [bare, ending]],
    ["scopes: [CrossNamespacePodAffinity]", [], [bare, asking]],
    [selector("operator: In, values: [high, higher]"), [important], [bare]],
    [selector("operator: NotIn, values: [high]"), [bare], [important]],
    [selector("operator: Exists"), [important], [bare]],
    [selector("operator: DoesNotExist"), [bare], [important]],
  ];
  for (const [scope, counted, not] of cases) {
    test(scope, () => {
      for (const pod of counted) assert.deepEqual(found(scope, pod), ["quota/exceeded"], pod);
      for (const pod of not) assert.deepEqual(found(scope, pod), [], pod);
    });
  }

  test("and asks only these for what they omit", () => {
    const memory = "{ requests.memory: 9Gi }";
    assert.deepEqual(found("scopes: [Terminating]", ending, memory), ["quota/omitted"]);
    assert.deepEqual(found("scopes: [Terminating]", bare, memory), []);
  });
});

describe("a quota of objects", () => {
  const cases: Readonly<Record<string, readonly [objects: string, used: number]>> = {
    services: ["v1 Service {}\nv1 Service {}", 2],
    "count/services": ["v1 Service {}", 1],
    "services.loadbalancers": ["v1 Service { type: LoadBalancer }\nv1 Service { type: NodePort }", 1],
    "services.nodeports": [
      "v1 Service { type: NodePort, ports: [{ port: 1 }, { port: 2 }] }\nv1 Service { type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{ port: 1 }] }",
      2,
    ],
    "count/ingresses.networking.k8s.io": ["networking.k8s.io/v1 Ingress {}", 1],
    "count/networkpolicies.networking.k8s.io": ["networking.k8s.io/v1 NetworkPolicy {}", 1],
    "count/jobs.batch": ["batch/v1 Job {}\nbatch/v1 CronJob {}", 1],
    persistentvolumeclaims: ["v1 PersistentVolumeClaim {}", 1],
  };
  for (const [key, [objects, used]] of Object.entries(cases)) {
    test(key, () => {
      const documents = objects.split("\n").map((line, index) => {
        const [, apiVersion = "", kind = "", spec = ""] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
        return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a${index} }\nspec: ${spec}\n`;
      });
      const quota = (most: number) =>
        `apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: all }\nspec: { hard: { ${key}: "${most}" } }\n`;
      const of = (most: number) =>
        findingsOfRules(manifestsOf(new Map([["test.yaml", [quota(most), ...documents].join("---\n")]])))
          .filter(({ code }) => code === "quota/exceeded")
          .map(({ message }) => message);
      assert.deepEqual(of(used), []);
      assert.deepEqual(of(used - 1), [`Namespace default has ${used} of ${key}; the quota gives ${used - 1}.`]);
    });
  }
});
