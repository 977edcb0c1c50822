import assert from "node:assert/strict";
import { test } from "node:test";
import { adviceFor } from "./advice-for.ts";
import { checkRules, fixed, manifestsOf } from "./check-rules.ts";
import { deployment } from "./deployment.ts";

const mi = 2 ** 20;

test("a request far above demand", () =>
  checkRules(
    deployment(`requests:
  cpu: 2
  #    ^ plan/over-requested: Requests 2 cores; forecast demand is 310m per replica (p95 over 7d). 360m is enough: −82 %.
  memory: 1Gi`),
    adviceFor({ web: { web: { cpu: { request: 0.36, demand: 0.31 }, memory: { request: 1024 * mi } } } }),
  ));

test("a request below demand", () =>
  checkRules(
    deployment(`requests:
  cpu: 200m
  #    ^^^^ plan/under-requested: Requests 200m; forecast demand is 480m per replica (p95 over 7d). 550m is needed: +175 %.`),
    adviceFor({ web: { web: { cpu: { request: 0.55, demand: 0.48 } } } }),
  ));

test("with damped steps the message speaks of the next one", () =>
  checkRules(
    `apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: all }
spec: { sizing: { adjustment: 0.5 } }
---
${deployment(`requests:
  cpu: 2
  #    ^ plan/over-requested: Requests 2 cores; forecast demand is 310m per replica (p95 over 7d). The next step is 1200m: −40 %.`)}`,
    adviceFor({ web: { web: { cpu: { request: 1.2, demand: 0.31 } } } }),
  ));

test("the fix writes the request and the limit that is bound to it, and nothing else", () =>
  assert.equal(
    fixed(
      deployment(`limits: { cpu: "4", memory: 2Gi } # as at launch
requests:
  memory: 1Gi
  cpu: "2" # a guess`),
      "plan/over-requested",
      adviceFor({
        web: { web: { cpu: { request: 0.36, limit: 0.72 }, memory: { request: 512 * mi, limit: 512 * mi } } },
      }),
    ),
    deployment(`limits: { cpu: "720m", memory: 2Gi } # as at launch
requests:
  memory: 1Gi
  cpu: "360m" # a guess`),
  ));

test("values edited since the plan are compared with it, small differences are not", () => {
  const advice = adviceFor({ web: { web: { cpu: { request: 0.36, demand: 0.31 } } } });
  const planned = (inventory: Parameters<typeof advice>[0]) => {
    const made = advice(inventory);
    const [id, sizing] = [...made.sizings][0] ?? [];
    const stale = structuredClone(sizing);
    const request = stale?.containers[0]?.resources["cpu"]?.request;
    Object.assign(request ?? {}, { current: 2 });
    return { ...made, sizings: new Map(id === undefined || stale === undefined ? [] : [[id, stale]]) };
  };
  checkRules(deployment("requests:\n  cpu: 360m"), planned);
  checkRules(deployment("requests:\n  cpu: 380m"), planned);
  checkRules(deployment("requests:\n  cpu: 3\n  #    ^ plan/over-requested: Requests 3 cores"), planned);
  checkRules(deployment("requests:\n  cpu: 100m\n  #    ^^^^ plan/under-requested: Requests 100m"), planned);
});

test("without a forecast a value edited since the plan stays as it was edited", () => {
  const advice = adviceFor({ web: { web: { cpu: {} } } });
  const before = manifestsOf(deployment("requests:\n  cpu: 500m")).inventory;
  checkRules(deployment("requests:\n  cpu: 250m"), () => advice(before));
});

test("a value that is wrong by itself is not compared with the plan", () =>
  checkRules(
    deployment("requests:\n  memory: 128m\n  #       ^^^^ quantity/milli-memory"),
    adviceFor({ web: { web: { memory: { request: 256 * mi } } } }),
  ));

test("a memory limit below the peak seen, and one below the forecast", () => {
  checkRules(
    deployment(`requests: { memory: 512Mi }
limits:
  memory: 1Gi
  #       ^^^ plan/memory-limit-below-peak: Was OOM-killed or is about to be: the peak of 1.1Gi per replica exceeds the limit of 1Gi. 1408Mi is needed.`),
    adviceFor({
      web: { web: { memory: { request: 1408 * mi, limit: 1408 * mi, demand: 900 * mi, peak: 1126 * mi } } },
    }),
  );
  checkRules(
    deployment(`limits:
  memory: 1Gi
  #       ^^^ plan/memory-limit-below-peak: Will be OOM-killed: forecast demand is 1.1Gi per replica (p99 over 7d), above the limit of 1Gi.`),
    adviceFor({ web: { web: { memory: { limit: 1408 * mi, demand: 1126 * mi, peak: 900 * mi } } } }),
  );
});

test("a step that is still too small is not called enough", () =>
  checkRules(
    deployment(`limits:
  memory: 1Gi
  #       ^^^ plan/memory-limit-below-peak: Will be OOM-killed: forecast demand is 4Gi per replica (p99 over 7d), above the limit of 1Gi. Raise it to 2Gi at least.`),
    adviceFor({ web: { web: { memory: { limit: 2048 * mi, demand: 4096 * mi } } } }),
  ));

test("its fix raises limit and request together", () =>
  assert.equal(
    fixed(
      deployment("requests: { memory: 512Mi, cpu: 1 }\nlimits: { memory: 1Gi }"),
      "plan/memory-limit-below-peak",
      adviceFor({
        web: { web: { memory: { request: 1408 * mi, limit: 1408 * mi, peak: 1126 * mi }, cpu: { request: 0.1 } } },
      }),
    ),
    deployment("requests: { memory: 1408Mi, cpu: 1 }\nlimits: { memory: 1408Mi }"),
  ));

test("a limit alone that the policy would move, down to the request or up above the highest use", () => {
  const memory = { request: 1024 * mi, demand: 900 * mi, peak: 950 * mi };
  checkRules(
    deployment(`requests: { memory: 1Gi }
limits:
  memory: 4Gi
  #       ^^^ plan/limit-policy: Limits memory to 4Gi. The sizing policy keeps it nearer to the request: 1Gi, −75 %.`),
    adviceFor({ web: { web: { memory: { ...memory, limit: 1024 * mi } } } }),
  );
  checkRules(
    deployment(`requests: { memory: 1Gi }
limits:
  memory: 1Gi
  #       ^^^ plan/limit-policy: Limits memory to 1Gi. The highest use is 950Mi per replica, and the sizing policy adds a margin: 1152Mi, +13 %.`),
    adviceFor({ web: { web: { memory: { ...memory, limit: 1152 * mi } } } }),
  );
});

test("where only a limit is written, it is the request, and a small difference is none", () => {
  const advice = adviceFor({ web: { web: { cpu: { request: 0.36, demand: 0.31 } } } });
  const at = (limit: string, mark: string) =>
    deployment(`limits: { cpu: ${limit} }`).replace("- name: web\n", `- name: web\n${mark}`);
  const mark =
    "        #       ^^^ plan/missing-request: Requests no cpu (Kubernetes takes the limit: 2); forecast demand is 310m of cpu\n";
  checkRules(at("2", mark), advice);
  checkRules(at("380m", ""), advice);
});

test("a container without requests, with the block that its fix inserts", () => {
  const advice = adviceFor({
    web: {
      web: { cpu: { request: 0.1, demand: 0.08 }, memory: { request: 256 * mi, limit: 256 * mi, demand: 200 * mi } },
    },
  });
  const before = deployment("").replace(/ +resources:\n\s*\n/, "");
  const marked = before.replace(
    "name: web\n",
    "name: web\n        #       ^^^ plan/missing-request: Requests no cpu and memory; forecast demand is 80m of cpu (p95 over 7d) and 200Mi of memory (p99 over 7d) per replica. Fitting: cpu 100m and memory 256Mi.\n",
  );
  checkRules(before, undefined);
  checkRules(marked, advice);
  assert.equal(
    fixed(before, "plan/missing-request", advice),
    deployment("requests:\n  cpu: 100m\n  memory: 256Mi\nlimits:\n  memory: 256Mi"),
  );
});

test("in a broken document nothing is called missing", () =>
  checkRules(
    `${deployment("{}").replace("resources:", "ports: [")}`,
    adviceFor({ web: { web: { cpu: { request: 0.1 } } } }),
  ));

test("replicas, where the manifest owns them", () => {
  const before = deployment("{}").replace("spec:\n", "spec:\n  replicas: 10\n");
  const advice = adviceFor({}, { replicas: { recommended: 4, write: true, reason: "48 requests/s at 12 each." } });
  checkRules(
    before.replace(
      "10\n",
      "10\n  #         ^^ plan/replicas: Runs 10 replicas; 4 are enough. 48 requests/s at 12 each.\n",
    ),
    advice,
  );
  assert.equal(fixed(before, "plan/replicas", advice), before.replace("10", "4"));
  checkRules(before, adviceFor({}, { replicas: { recommended: 4, write: false } }));
});

const scaled = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: scaler }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  maxReplicas: 4
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: { type: Utilization, averageUtilization: 40 } # of the request
`;

test("a ceiling of replicas below what the forecast needs", () =>
  checkRules(
    `${deployment("requests: { cpu: 1 }")}---
${scaled.replace("4\n", "4\n  #            ^ plan/autoscaler-ceiling: The forecast peak needs 9 replicas of web; at most 4 are allowed.\n")}`,
    adviceFor({}, { replicas: { needed: 9 } }),
  ));

test("a KServe service's own ceiling", () =>
  checkRules(
    `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: { name: llm }
spec:
  predictor:
    minReplicas: 1
    maxReplicas: 2
    #            ^ plan/autoscaler-ceiling: The forecast peak needs 9 replicas of llm; at most 2 are allowed.
    model: { modelFormat: { name: huggingface } }
`,
    adviceFor({}, { replicas: { needed: 9 } }),
  ));

test("the fix restates the autoscaler's target in its own file, so that it scales at the same use", () =>
  assert.equal(
    fixed(
      `#- web.yaml\n${deployment('requests: { cpu: "1" }')}#- scaler.yaml\n${scaled}`,
      "plan/over-requested",
      adviceFor({ web: { web: { cpu: { request: 0.5 } } } }),
    ),
    `${deployment('requests: { cpu: "500m" }')}${scaled.replace("averageUtilization: 40", "averageUtilization: 80")}`,
  ));

const twoContainers = deployment("requests: { cpu: 300m }").concat(`        - name: log
          resources: { requests: { cpu: 100m } }
`);

test("with several containers the target follows the pod's sum after this fix alone", () =>
  assert.equal(
    fixed(
      `${twoContainers}---\n${scaled}`,
      "plan/over-requested",
      adviceFor({ web: { web: { cpu: { request: 0.1 } }, log: { cpu: { request: 0.05 } } } }),
    ),
    `${twoContainers.replace("300m", "100m")}---\n${scaled.replace("40 }", "80 }")}`,
  ));

test("an anchored value gets what the largest of its users needs, and its own limit is kept above it", () => {
  const before = deployment("requests: { cpu: &cpu 2 }\nlimits: { cpu: 2 }").concat(`        - name: log
          resources: { requests: { cpu: *cpu } }
`);
  const advice = adviceFor({ web: { web: { cpu: { request: 0.1, limit: 0.1 } }, log: { cpu: { request: 0.5 } } } });
  checkRules(
    before.replace("2 }\n", "2 }\n            #                     ^ plan/over-requested: Requests 2 cores\n"),
    advice,
  );
  assert.equal(
    fixed(before, "plan/over-requested", advice),
    before.replace("&cpu 2", "&cpu 500m").replace("limits: { cpu: 2 }", "limits: { cpu: 500m }"),
  );
});

const pools = `apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: all }
spec:
  pools:
# PLACE
    - { name: general, allocatable: { cpu: 4, memory: 8Gi }, nodes: { max: 2 } }
---
`;

test("a pod that is larger than any node, on the value that makes it so", () =>
  checkRules(
    `${pools}${deployment(`requests:
  cpu: 1
  memory: 16Gi
  #       ^^^^ plan/unplaceable: No node can run this: needs 16Gi on one node; the largest offers 8Gi.`)}`,
    adviceFor(
      {},
      {
        podRequests: { cpu: 1, memory: 16384 * mi },
        unplaced: new Map([
          [
            "Deployment/default/web",
            [
              {
                workload: "Deployment/default/web",
                count: 1,
                binding: "memory",
                reason: "needs 16Gi on one node; the largest offers 8Gi",
              },
            ],
          ],
        ]),
      },
    ),
  ));

test("a pod that has no room on any node beside its DaemonSets will never run", () => {
  const unplaced = {
    workload: "Deployment/default/web",
    count: 1,
    binding: "cpu",
    reason: "needs 3.9 cores on one node",
  };
  const agent = deployment("requests: { cpu: 200m }").replace("Deployment", "DaemonSet").replaceAll("web", "agent");
  const advice = adviceFor({}, { unplaced: new Map([[unplaced.workload, [unplaced]]]) });
  const requests = { "Deployment/default/web": 3.9, "DaemonSet/default/agent": 0.2 };
  checkRules(
    `${pools}${agent}---\n${deployment("requests:\n  cpu: 3900m\n  #    ^^^^^ plan/unplaceable: No node can run this: needs 3.9 cores")}`,
    (inventory) => {
      const made = advice(inventory);
      const sizings = [...made.sizings].map(([id, sizing]) => {
        const cpu = Object.entries(requests).find(([workload]) => workload === id)?.[1] ?? 0;
        return [id, { ...sizing, podRequests: { cpu } }] as const;
      });
      return { ...made, sizings: new Map(sizings) };
    },
  );
});

test("a pod that no pool admits, on the workload's name", () =>
  checkRules(
    `${pools}${deployment("{}").replace("name: web }\n", "name: web }\n#                 ^^^ plan/unplaceable: No node can run this: no pool has the label\n")}`,
    adviceFor(
      {},
      {
        unplaced: new Map([
          [
            "Deployment/default/web",
            [{ workload: "Deployment/default/web", count: 1, binding: "constraints", reason: "no pool has the label" }],
          ],
        ]),
      },
    ),
  ));

test("pools that are too small, on the workload that waits and on the pools", () =>
  checkRules(
    `${pools.replace("# PLACE", "# ^^^^^ plan/shortage: The pools are short of cpu: 3 cores are missing.")}${deployment("{}").replace("name: web }\n", "name: web }\n#                 ^^^ plan/shortage: 3 pods find no place: cpu is used up.\n")}`,
    adviceFor(
      {},
      {
        podRequests: { cpu: 1 },
        binding: { resource: "cpu", missing: 3, reason: "3 cores are missing" },
        unplaced: new Map([
          [
            "Deployment/default/web",
            [{ workload: "Deployment/default/web", count: 3, binding: "cpu", reason: "cpu is used up" }],
          ],
        ]),
      },
    ),
  ));

test("without pools nothing is unplaceable", () =>
  checkRules(
    deployment("{}"),
    adviceFor(
      {},
      {
        unplaced: new Map([
          [
            "Deployment/default/web",
            [{ workload: "Deployment/default/web", count: 3, binding: "nodes", reason: "there are no nodes" }],
          ],
        ]),
      },
    ),
  ));

test("a workload without history is named where others have some", () => {
  const marked = deployment("{}").replace(
    "name: web }\n",
    "name: web }\n#                 ^^^ plan/too-little-history: Nothing is recommended for Deployment web. No usage history was found for it.\n",
  );
  checkRules(marked, adviceFor({}, { hasHistory: true }));
  checkRules(deployment("{}"), adviceFor({}));
});

test("an earlier document's advice is not given to another with the same id", () =>
  checkRules(
    `${deployment("requests:\n  cpu: 2\n  #    ^ plan/over-requested: Requests 2 cores")}---\n${deployment("requests:\n  cpu: 2")}`,
    adviceFor({ web: { web: { cpu: { request: 0.36 } } } }),
  ));
