import { deepEqual, equal, match } from "node:assert/strict";
import { test } from "node:test";
import { dedent } from "../support/fixture.ts";
import { autoscaler, cpuAt, deployment, plan } from "./manifests.ts";
import { reasonOf, sizingOf, summary } from "./sizing-of.ts";

test("under an autoscaler a replica carries its scaling point, and the target is restated so that this stays", () => {
  const manifests = `${deployment({ containers: { web: "resources: { requests: { cpu: 1, memory: 1Gi } }" } })}${autoscaler(cpuAt(50))}`;
  const sizing = sizingOf(manifests, "api cpu 2\napi memory 4Gi");
  equal(
    summary(sizing),
    dedent(`
      replicas 2 → 4
      web cpu → 720m / –, target 50 → 70 %
      web memory → 1216Mi / 1216Mi added
    `).trim(),
  );
  const reason = reasonOf(sizing, "web", "cpu");
  match(reason, /stays below 500m per replica .*, 2 to 10 replicas\)/);
  match(reason, /The target of autoscaler api becomes 70 %, so that it still scales at 500m\.$/);
  match(
    sizing.replicas.reason ?? "",
    /all replicas use up to 2 cores, and one is added per 504m\. That takes 4 replicas\.$/,
  );
});

test("a request stays so high that the restated target leaves the room that the policy asks for", () => {
  const manifests = (target: number): string =>
    `${deployment({ containers: { web: "resources: { requests: { cpu: 2 } }" } })}${autoscaler(cpuAt(target))}`;
  const sizing = sizingOf(manifests(35), "api cpu 1");
  equal(summary(sizing), "web cpu → 1 / –, target 35 → 70 %\nweb memory – / –");
  match(
    reasonOf(sizing, "web", "cpu"),
    /Not below 1 core: autoscaler api adds a replica at 700m, which is to be 70 % of the request\./,
  );
  // A target above the policy's has no room to give away.
  equal(summary(sizingOf(manifests(80), "api cpu 1")), "web cpu kept / –\nweb memory – / –");
});

test("a pod's target follows the sum of its containers' requests", () => {
  const sizing = sizingOf(
    `${deployment({
      containers: { web: "resources: { requests: { cpu: 1 } }", proxy: "resources: { requests: { cpu: 1 } }" },
    })}${autoscaler(cpuAt(50))}`,
    "api/web cpu 1500m\napi/proxy cpu 500m",
  );
  const { web, proxy } = Object.fromEntries(sizing.containers.map(({ name, resources }) => [name, resources["cpu"]]));
  const after = (web?.request.recommended ?? 0) + (proxy?.request.recommended ?? 0);
  equal(web?.autoscalerTarget?.recommended, Math.ceil((50 * 2) / after));
  equal(proxy?.autoscalerTarget?.recommended, web?.autoscalerTarget?.recommended);
});

test("replicas stay within the autoscaler's bounds, and what would be needed is said", () => {
  const sizing = sizingOf(
    `${deployment({ containers: { web: "resources: { requests: { cpu: 1 } }" } })}${autoscaler(cpuAt(50), "minReplicas: 2, maxReplicas: 5")}`,
    "api cpu 4",
  );
  deepEqual([sizing.replicas.recommended, sizing.replicas.needed, sizing.replicas.write], [5, 8, false]);
  match(sizing.replicas.reason ?? "", /That would take 8, but at most 5 replicas may run\.$/);
});

test("replicas follow the rate of requests where a replica's rate is known, and their number is written", () => {
  const serving = plan("workloads: [{ ref: Deployment/default/api, serving: { requestsPerSecondPerReplica: 10 } }]");
  const manifests = `${deployment({ containers: { web: "resources: { requests: { cpu: 1 } }" } })}${serving}`;
  const sizing = sizingOf(manifests, "api cpu 3\napi requests 40");
  equal(summary(sizing), "replicas 2 → 6 written\nweb cpu → 550m / –\nweb memory – / –");
  match(
    sizing.replicas.reason ?? "",
    /up to 40 requests\/s; one replica serves 10, at 70 % utilization\. That takes 6 replicas\.$/,
  );
  equal(sizingOf(manifests, "api cpu 3").replicas.recommended, 2);
});

test("a disruption budget keeps replicas from falling below what it must keep, and one more", () => {
  const budget = (selector: string) => `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: api }
spec: { minAvailable: 2, selector: ${selector} }
`;
  const serving = plan("workloads: [{ ref: Deployment/default/api, serving: { requestsPerSecondPerReplica: 100 } }]");
  const sized = (selector: string) =>
    sizingOf(`${deployment({ replicas: 5, containers: { web: "" } })}${budget(selector)}${serving}`, "api requests 40");
  equal(sized("{ matchExpressions: [{ key: app, operator: In, values: [api] }] }").replicas.recommended, 3);
  equal(sized("{ matchExpressions: [{ key: app, operator: NotIn, values: [api] }] }").replicas.recommended, 1);
  const { replicas } = sized("{ matchLabels: { app: api } }");
  equal(replicas.recommended, 3);
  match(replicas.reason ?? "", /That takes 1, but at least 3 replicas must run\.$/);
});

test("a KServe service runs within its own bounds", () => {
  const service = `
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: { name: llm }
spec:
  predictor:
    minReplicas: 1
    maxReplicas: 3
    containers: [{ name: kserve-container, image: x, resources: { requests: { cpu: 4 } } }]
`;
  const sizing = sizingOf(service, "llm cpu 2");
  equal(summary(sizing), "replicas 1 → 2\nkserve-container cpu → 2200m / –\nkserve-container memory – / –");
  equal(sizing.replicas.write, false);
});

test("memory is divided by the pods that were measured, for it does not follow the load", () => {
  const serving = plan("workloads: [{ ref: Deployment/default/api, serving: { requestsPerSecondPerReplica: 10 } }]");
  const manifests = `${deployment({ replicas: 4, containers: { llm: "resources: { requests: { memory: 40Gi } }" } })}${serving}`;
  const sizing = sizingOf(manifests, "api requests 14\napi memory 80Gi pods 4");
  equal(summary(sizing), "replicas 4 → 2 written\nllm cpu – / –\nllm memory → 23Gi / 23Gi added");
});
