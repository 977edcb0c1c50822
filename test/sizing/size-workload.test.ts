import { deepEqual, equal, match, ok } from "node:assert/strict";
import { test } from "node:test";
import { dedent } from "../support/fixture.ts";
import { reasonOf, sizingOf, summary } from "./sizing-of.ts";

interface DeploymentOptions {
  readonly replicas?: number;
  readonly containers: Readonly<Record<string, string>>;
  readonly init?: Readonly<Record<string, string>>;
  readonly selector?: string;
}

/** A Deployment `api`; each container's `resources` as flow YAML. */
function deployment({ replicas = 2, containers, init = {}, selector = "" }: DeploymentOptions): string {
  const listed = (of: Readonly<Record<string, string>>): string =>
    Object.entries(of)
      .map(([name, rest]) => `        - { name: ${name}, image: x${rest === "" ? "" : `, ${rest}`} }`)
      .join("\n");
  return [
    "---",
    "apiVersion: apps/v1",
    "kind: Deployment",
    "metadata: { name: api, labels: { app: api } }",
    "spec:",
    `  replicas: ${replicas}`,
    "  selector: { matchLabels: { app: api } }",
    "  template:",
    "    metadata: { labels: { app: api } }",
    "    spec:",
    ...(selector === "" ? [] : [`      nodeSelector: { ${selector} }`]),
    ...(Object.keys(init).length === 0 ? [] : ["      initContainers:", listed(init)]),
    "      containers:",
    listed(containers),
    "",
  ].join("\n");
}

function plan(spec: string): string {
  return `---\napiVersion: resource-planner.dev/v1\nkind: ResourcePlan\nmetadata: { name: plan }\nspec: { ${spec} }\n`;
}

function autoscaler(metric: string, bounds = "minReplicas: 2, maxReplicas: 10"): string {
  return `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }, ${bounds}, metrics: [${metric}] }
`;
}

const cpuAt = (percent: number): string =>
  `{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: ${percent} } } }`;

function check(manifests: string, history: string, expected: string): void {
  equal(summary(sizingOf(manifests, history)), dedent(expected).trim());
}

test("a request is the demand of one replica with the margin, rounded up", () => {
  check(
    deployment({ containers: { web: "resources: { requests: { cpu: 2, memory: 4Gi } }" } }),
    "api cpu 1\napi memory 2Gi",
    `
    web cpu → 550m / –
    web memory → 1216Mi / 1216Mi added
    `,
  );
});

test("the reason names quantile, horizon, demand, model, history, replicas and margin", () => {
  const sizing = sizingOf(
    deployment({ containers: { web: "resources: { requests: { cpu: 2 } }" } }),
    "api cpu 1\napi memory 2Gi peak 3Gi",
  );
  match(
    reasonOf(sizing, "web", "cpu"),
    /^95 % of the next 7d stays below 500m per replica \([a-z ]+, 3d of history, 2 replicas\)\. \+10 % margin\.$/,
  );
  match(
    reasonOf(sizing, "web", "memory"),
    /stays below .* The highest use seen is 1\.5Gi; \+15 % margin\. The limit equals the request\.$/,
  );
});

test("a difference below the minimum change is none, unless the demand is not covered", () => {
  const near = deployment({ containers: { web: "resources: { requests: { cpu: 560m, memory: 3Gi } }" } });
  check(near, "api cpu 1\napi memory 5.2Gi", "web cpu kept / –\nweb memory kept / 3Gi added");
  match(reasonOf(sizingOf(near, "api cpu 1"), "web", "cpu"), /Today's 560m is within 10 % of 550m: kept\.$/);
  const tight = `${deployment({ containers: { web: "resources: { requests: { cpu: 100m } }" } })}${plan("sizing: { cpu: { margin: 0% } }")}`;
  check(tight, "api cpu 210m", "web cpu → 105m / –\nweb memory – / –");
});

test("without requests the need is added, without history nothing", () => {
  const bare = deployment({ containers: { web: "" } });
  check(bare, "api cpu 1", "web cpu 550m added / –\nweb memory – / –");
  const sizing = sizingOf(bare, "other cpu 1");
  equal(summary(sizing), "web cpu – / –\nweb memory – / –");
  equal(reasonOf(sizing, "web", "cpu"), "There is no usage history of cpu for container web.");
});

test("too little history recommends nothing and says how much there is", () => {
  const sizing = sizingOf(
    deployment({ containers: { web: "resources: { requests: { cpu: 1 } }" } }),
    "api cpu 1 days 1",
  );
  equal(summary(sizing), "web cpu kept / –\nweb memory – / –");
  match(reasonOf(sizing, "web", "cpu"), /^Too little history: 1d/);
  deepEqual(sizing.containers[0]?.resources["cpu"]?.confidence, 0);
});

test("a damped step goes a part of the way, to an amount that people write", () => {
  const manifests = `${deployment({ containers: { web: "resources: { requests: { cpu: 2 } }" } })}${plan("sizing: { adjustment: 0.5 }")}`;
  const sizing = sizingOf(manifests, "api cpu 1");
  equal(summary(sizing), "web cpu → 1300m / –\nweb memory – / –");
  match(reasonOf(sizing, "web", "cpu"), /A step of 50 % from 2 cores towards 550m\.$/);
});

test("limits: none are added for CPU, a written one keeps its ratio, memory's becomes the request", () => {
  check(
    deployment({
      containers: { web: "resources: { requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 2, memory: 4Gi } }" },
    }),
    "api cpu 1\napi memory 1Gi",
    "web cpu → 550m / → 1100m\nweb memory → 608Mi / → 608Mi",
  );
  check(
    `${deployment({
      containers: { web: "resources: { requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 2, memory: 4Gi } }" },
    })}${plan("sizing: { cpu: { limit: equal }, memory: { limit: keepRatio } }")}`,
    "api cpu 1\napi memory 1Gi",
    "web cpu → 550m / → 550m\nweb memory → 608Mi / → 2432Mi",
  );
});

test("where only a limit is written it is the request too, and both move together", () => {
  check(
    deployment({ containers: { web: "resources: { limits: { cpu: 2, memory: 4Gi } }" } }),
    "api cpu 1\napi memory 1Gi",
    "web cpu → 550m / → 550m\nweb memory → 608Mi / → 608Mi",
  );
});

test("a Guaranteed pod stays Guaranteed, whatever the policy of limits", () => {
  check(
    deployment({
      containers: { web: "resources: { requests: { cpu: 1, memory: 1Gi }, limits: { cpu: 1, memory: 1Gi } }" },
    }),
    "api cpu 1\napi memory 1Gi",
    "web cpu → 550m / → 550m\nweb memory → 608Mi / → 608Mi",
  );
});

test("memory is never sized below the highest use seen, nor a limit left there", () => {
  check(
    deployment({ containers: { web: "resources: { requests: { memory: 1Gi }, limits: { memory: 1Gi } }" } }),
    "api memory 1Gi peak 3Gi",
    "web cpu – / –\nweb memory → 1792Mi / → 1792Mi",
  );
  const loose = `${deployment({
    containers: { web: "resources: { requests: { memory: 600Mi }, limits: { memory: 1Gi } }" },
  })}${plan("sizing: { memory: { limit: none, quantile: 0.5 } }")}`;
  const sizing = sizingOf(loose, "api memory 1Gi peak 3Gi");
  equal(summary(sizing), "web cpu – / –\nweb memory kept / → 1792Mi");
  match(reasonOf(sizing, "web", "memory"), /The limit is raised above the highest use, 1\.5Gi\.$/);
});

test("the whole pod's history is divided over the main containers by their requests", () => {
  const manifests = deployment({
    containers: {
      web: "resources: { requests: { cpu: 3 } }",
      proxy: "resources: { requests: { cpu: 1 } }",
    },
    init: { migrate: "resources: { requests: { cpu: 200m } }" },
  });
  const sizing = sizingOf(manifests, "api cpu 2");
  equal(
    summary(sizing),
    dedent(`
      web cpu → 850m / –
      web memory – / –
      proxy cpu → 280m / –
      proxy memory – / –
      migrate cpu kept / –
    `).trim(),
  );
  match(
    reasonOf(sizing, "web", "cpu"),
    /The history is the whole pod's: it is divided over 2 containers by their requests\./,
  );
  match(reasonOf(sizing, "migrate", "cpu"), /^An init container keeps its values/);
});

test("containers with histories of their own are sized by them", () => {
  check(
    deployment({
      containers: { web: "resources: { requests: { cpu: 3 } }", proxy: "resources: { requests: { cpu: 1 } }" },
    }),
    "api/web cpu 1\napi/proxy cpu 200m\napi cpu 9",
    `
    web cpu → 550m / –
    web memory – / –
    proxy cpu → 110m / –
    proxy memory – / –
    `,
  );
});

test("under an autoscaler a replica carries its scaling point, and the target is restated so that this stays", () => {
  const manifests = `${deployment({ containers: { web: "resources: { requests: { cpu: 1, memory: 1Gi } }" } })}${autoscaler(cpuAt(50))}`;
  const sizing = sizingOf(manifests, "api cpu 2\napi memory 4Gi");
  equal(
    summary(sizing),
    dedent(`
      replicas 2 → 4
      web cpu → 550m / –, target 50 → 91 %
      web memory → 1216Mi / 1216Mi added
    `).trim(),
  );
  const reason = reasonOf(sizing, "web", "cpu");
  match(reason, /stays below 500m per replica .*, 2 to 10 replicas\)/);
  match(reason, /The target of autoscaler api becomes 91 %, so that it still scales at 500m\.$/);
  match(
    sizing.replicas.reason ?? "",
    /all replicas use up to 2 cores, and one is added per 500m\. That takes 4 replicas\.$/,
  );
});

test("a request does not fall below the scaling point, so that the target stays within 100 %", () => {
  const sizing = sizingOf(
    `${deployment({ containers: { web: "resources: { requests: { cpu: 2 } }" } })}${autoscaler(cpuAt(80))}`,
    "api cpu 1",
  );
  equal(summary(sizing), "web cpu → 1600m / –, target 80 → 100 %\nweb memory – / –");
  match(reasonOf(sizing, "web", "cpu"), /Not below 1\.6 cores: there autoscaler api adds a replica\./);
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
  equal(web?.autoscalerTarget?.recommended, Math.round((50 * 2) / after));
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
  const budget = `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: api }
spec: { minAvailable: 2, selector: { matchLabels: { app: api } } }
`;
  const serving = plan("workloads: [{ ref: Deployment/default/api, serving: { requestsPerSecondPerReplica: 100 } }]");
  const manifests = `${deployment({ replicas: 5, containers: { web: "" } })}${budget}${serving}`;
  const { replicas } = sizingOf(manifests, "api requests 40");
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

test("a pod never grows beyond the largest node that admits it, each container in proportion", () => {
  const pools = plan(
    "pools: [{ name: small, allocatable: { cpu: 2, memory: 8Gi }, nodes: { max: 3 } }, { name: big, allocatable: { cpu: 4, memory: 8Gi }, nodes: { max: 3 } }]",
  );
  const sizing = sizingOf(
    `${deployment({
      containers: { web: "resources: { requests: { cpu: 1 } }", proxy: "resources: { requests: { cpu: 1 } }" },
    })}${pools}`,
    "api/web cpu 12\napi/proxy cpu 4",
  );
  equal(
    summary(sizing),
    dedent(`
      web cpu → 3 / –
      web memory – / –
      proxy cpu kept / –
      proxy memory – / –
    `).trim(),
  );
  ok((sizing.podRequests["cpu"] ?? 0) <= 4);
  match(
    reasonOf(sizing, "web", "cpu"),
    /Capped at 3 cores: the largest node that admits the pod is of pool big and offers 4\./,
  );
});

test("devices stay whole and never grow; request and limit stay equal", () => {
  const gpu = (count: number): string =>
    deployment({
      containers: {
        llm: `resources: { requests: { nvidia.com/gpu: ${count} }, limits: { nvidia.com/gpu: ${count} } }`,
      },
    });
  const expected = (line: string): string => `llm cpu – / –\nllm memory – / –\nllm nvidia.com/gpu ${line}`;
  check(gpu(4), "api nvidia.com/gpu 2300m", expected("→ 2 / → 2"));
  check(gpu(1), "api nvidia.com/gpu 200m", expected("kept / kept"));
  check(gpu(1), "api nvidia.com/gpu 3", expected("kept / kept"));
  check(gpu(2), "api cpu 1", "llm cpu 550m added / –\nllm memory – / –\nllm nvidia.com/gpu kept / kept");
});

test("a DaemonSet's history is divided over the pods that were measured, or is not divided at all", () => {
  const daemonSet = deployment({ containers: { agent: "resources: { requests: { cpu: 1 } }" } })
    .replace("kind: Deployment", "kind: DaemonSet")
    .replace("  replicas: 2\n", "");
  check(daemonSet, "api cpu 2 pods 4", "agent cpu → 550m / –\nagent memory – / –");
  const sizing = sizingOf(daemonSet, "api cpu 2");
  equal(summary(sizing), "agent cpu kept / –\nagent memory – / –");
  match(reasonOf(sizing, "agent", "cpu"), /^The history is a total over an unknown number of nodes/);
});

test("memory is divided by the pods that were measured, for it does not follow the load", () => {
  const serving = plan("workloads: [{ ref: Deployment/default/api, serving: { requestsPerSecondPerReplica: 10 } }]");
  const manifests = `${deployment({ replicas: 4, containers: { llm: "resources: { requests: { memory: 40Gi } }" } })}${serving}`;
  const sizing = sizingOf(manifests, "api requests 14\napi memory 80Gi pods 4");
  equal(summary(sizing), "replicas 4 → 2 written\nllm cpu – / –\nllm memory → 23Gi / 23Gi added");
});

test("what one pod takes from a node is told for today and for the recommendation", () => {
  const sizing = sizingOf(
    deployment({
      containers: { web: "resources: { requests: { cpu: 2, memory: 4Gi } }" },
      init: { migrate: "resources: { requests: { cpu: 700m } }" },
    }),
    "api cpu 1",
  );
  deepEqual(sizing.podRequests, { cpu: 0.7, memory: 4 * 2 ** 30 });
  deepEqual(sizing.currentPodRequests, { cpu: 2, memory: 4 * 2 ** 30 });
});
