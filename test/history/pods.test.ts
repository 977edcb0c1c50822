import assert from "node:assert/strict";
import { test } from "node:test";
import { workloadOfPod } from "../../server/src/history/pods.ts";

const owners = ["web", "web-api", "db", "log", "report", "llm", "embed", "web-0"].map((name) => ({
  namespace: "prod",
  name,
}));

const pods: readonly (readonly [pod: string, known: string, guessed: string])[] = [
  // Deployment
  ["web-7d4b9c6f5d-x2k8p", "web", "web"],
  ["web-api-7d4b9c6f5d-x2k8p", "web-api", "web-api"],
  ["web-6f5d-abcde", "web", "web-6f5d-abcde"],
  // StatefulSet
  ["db-0", "db", "db"],
  ["db-12", "db", "db"],
  // DaemonSet, Job
  ["log-x2k8p", "log", "log"],
  // CronJob
  ["report-29384720-k2xvz", "report", "report"],
  // KServe, Knative
  ["llm-predictor-7d4b9c6f5d-x2k8p", "llm", "llm"],
  ["llm-predictor-00001-deployment-7d4b9c6f5d-x2k8p", "llm", "llm"],
  ["embed-predictor-default-00002-deployment-7d4b9c6f5d-x2k8p", "embed", "embed"],
  // A bare pod; names that only begin alike; a name that ends like a suffix
  ["web", "web", "web"],
  ["web-proxy", "web-proxy", "web-proxy"],
  ["web-proxy-7d4b9c6f5d-x2k8p", "web-proxy", "web-proxy"],
  ["website-7d4b9c6f5d-x2k8p", "website", "website"],
  ["web-0-7d4b9c6f5d-x2k8p", "web-0", "web-0"],
];

for (const [pod, known, guessed] of pods) {
  test(`pod ${pod}`, () => {
    assert.equal(workloadOfPod(pod, "prod", owners), known);
    assert.equal(workloadOfPod(pod, undefined, []), guessed);
  });
}

test("a pod belongs to a workload of its own namespace", () => {
  assert.equal(workloadOfPod("web-6f5d-abcde", "test", owners), "web-6f5d-abcde");
});
