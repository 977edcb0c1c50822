import { deepEqual, equal, match, ok } from "node:assert/strict";
import { test } from "node:test";
import { dedent } from "../support/fixture.ts";
import { check, deployment, plan } from "./manifests.ts";
import { reasonOf, sizingOf, summary } from "./sizing-of.ts";

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

test("what a LimitRange fills in is today's request, of init containers too", () => {
  const range = `---
apiVersion: v1
kind: LimitRange
metadata: { name: all }
spec: { limits: [{ type: Container, defaultRequest: { cpu: 560m, memory: 2Gi } }] }
`;
  const bare = `${deployment({ containers: { web: "" } })}${range}`;
  const sizing = sizingOf(bare, "api cpu 1");
  equal(summary(sizing), "web cpu kept / –\nweb memory kept / –");
  equal(sizing.containers[0]?.resources["cpu"]?.request.current, 0.56);
  deepEqual(sizing.currentPodRequests, { cpu: 0.56, memory: 2 ** 31 });
  const far = `${deployment({ containers: { web: "" } })}${range.replace("560m", "50m")}`;
  equal(summary(sizingOf(far, "api cpu 1")), "web cpu → 550m / –\nweb memory kept / –");
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
