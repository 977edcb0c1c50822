import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Finding } from "../../server/src/document/finding.ts";
import { createSnapshot, findingsOf } from "../../server/src/workspace/snapshot.ts";
import { dedent } from "../support/fixture.ts";

/** A workload with all that goes with it, in which nothing is wrong. */
const right = dedent(`
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
    namespace: shop
    labels: { app: web }
  spec:
    replicas: 4
    selector:
      matchLabels: { app: web }
    strategy:
      rollingUpdate: { maxSurge: 25%, maxUnavailable: 1 }
    template:
      metadata:
        labels: { app: web }
      spec:
        restartPolicy: Always
        terminationGracePeriodSeconds: 30
        topologySpreadConstraints:
          - maxSkew: 1
            topologyKey: topology.kubernetes.io/zone
            whenUnsatisfiable: ScheduleAnyway
            labelSelector: { matchLabels: { app: web } }
        containers:
          - name: web
            image: registry.example/web:1.4.2
            imagePullPolicy: IfNotPresent
            ports:
              - containerPort: 8080
                protocol: TCP
            env:
              - name: THREADS
                value: "4"
            resources:
              requests:
                cpu: 500m
                memory: 512Mi
                ephemeral-storage: 1Gi
                nvidia.com/gpu: 1
              limits:
                cpu: "1"
                memory: 1Gi
                ephemeral-storage: 2Gi
                nvidia.com/gpu: 1
            readinessProbe:
              httpGet: { path: /ready, port: 8080 }
              periodSeconds: 5
          - name: proxy
            image: registry.example/proxy:2.0.0
            resources:
              requests: { cpu: 100m, memory: 64Mi }
              limits: { memory: 128Mi }
  ---
  apiVersion: autoscaling/v2
  kind: HorizontalPodAutoscaler
  metadata: { name: jobs, namespace: shop }
  spec:
    scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: jobs }
    minReplicas: 2
    maxReplicas: 6
    metrics:
      - type: Resource
        resource:
          name: cpu
          target: { type: Utilization, averageUtilization: 70 }
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: jobs, namespace: shop }
  spec:
    selector: { matchLabels: { app: jobs } }
    template:
      metadata: { labels: { app: jobs } }
      spec:
        containers:
          - name: jobs
            image: registry.example/jobs:3.1.0
            resources: { requests: { cpu: 250m, memory: 256Mi }, limits: { memory: 256Mi } }
  ---
  apiVersion: policy/v1
  kind: PodDisruptionBudget
  metadata: { name: web, namespace: shop }
  spec:
    minAvailable: 2
    selector: { matchLabels: { app: web } }
  ---
  apiVersion: v1
  kind: ResourceQuota
  metadata: { name: shop, namespace: shop }
  spec:
    hard:
      requests.cpu: "20"
      requests.memory: 64Gi
      requests.nvidia.com/gpu: "8"
  ---
  apiVersion: v1
  kind: LimitRange
  metadata: { name: shop, namespace: shop }
  spec:
    limits:
      - type: Container
        min: { cpu: 50m, memory: 32Mi }
        max: { cpu: "8", memory: 32Gi }
  ---
  apiVersion: serving.kserve.io/v1beta1
  kind: InferenceService
  metadata: { name: chat, namespace: models }
  spec:
    predictor:
      minReplicas: 1
      maxReplicas: 3
      containerConcurrency: 8
      model:
        modelFormat: { name: huggingface }
        resources:
          requests: { cpu: "4", memory: 16Gi, nvidia.com/gpu: "1" }
          limits: { cpu: "4", memory: 16Gi, nvidia.com/gpu: "1" }
`);

/** What is written instead of a part of the text; `⟦…⟧` stands around what must be found, exactly. */
type Mistake = readonly [was: string, is: string, code: string];

/** The mistakes that editors with a schema alone mostly miss. */
const nine: readonly Mistake[] = [
  ['cpu: "1"', 'cpu: ⟦"250m"⟧', "resources/limit-below-request"],
  ["memory: 1Gi", "memory: ⟦128MB⟧", "quantity/invalid"],
  ["memory: 512Mi", "memory: ⟦128m⟧", "quantity/milli-memory"],
  ["cpu: 500m", "cpu: ⟦-100m⟧", "quantity/negative"],
  ["memory: 512Mi", "⟦memmory⟧: 512Mi", "resources/unknown-name"],
  ["labels: { app: web }\n    spec", "labels: { app: ⟦wev⟧ }\n    spec", "workload/selector-mismatch"],
  ['cpu: "1"', "cpu: ⟦true⟧", "schema/type"],
  ["resources:\n", "⟦resurces⟧:\n", "schema/unknown-field"],
  ["containers:", "⟦cotainers⟧:", "schema/unknown-field"],
];

const sixty: readonly Mistake[] = [
  // Quantities.
  ["cpu: 500m", "cpu: ⟦500M⟧", "quantity/suspicious-unit"],
  ["cpu: 500m", "cpu: ⟦500mi⟧", "quantity/invalid"],
  ["cpu: 500m", "cpu: ⟦0.5 cores⟧", "quantity/invalid"],
  ["cpu: 500m", "cpu: ⟦0.0005⟧", "resources/limit-range"],
  ["cpu: 500m", "cpu: ⟦500⟧", "quantity/suspicious-unit"],
  ["cpu: 500m", 'cpu: ⟦"500 m"⟧', "quantity/invalid"],
  ["memory: 512Mi", "memory: ⟦512mi⟧", "quantity/invalid"],
  ["memory: 512Mi", "memory: ⟦512MiB⟧", "quantity/invalid"],
  ["memory: 512Mi", "memory: ⟦0,5Gi⟧", "quantity/invalid"],
  ["memory: 512Mi", "memory: ⟦512⟧", "quantity/suspicious-unit"],
  ["memory: 512Mi", "memory: ⟦-512Mi⟧", "quantity/negative"],
  ["memory: 512Mi", "memory: ⟦512K⟧", "quantity/invalid"],
  ["memory: 512Mi", "memory: ⟦512Gi⟧", "resources/limit-range"],
  ["ephemeral-storage: 1Gi", "ephemeral-storage: ⟦1GB⟧", "quantity/invalid"],
  ["ephemeral-storage: 1Gi", "ephemeral-storage: ⟦100m⟧", "quantity/milli-memory"],
  ["requests: { cpu: 100m", "requests: { cpu: ⟦100mm⟧", "quantity/invalid"],
  ["limits: { memory: 128Mi }", "limits: { memory: ⟦12Mi⟧ }", "resources/limit-below-request"],
  // Names of resources, and what belongs to them.
  ["cpu: 500m", "⟦cpus⟧: 500m", "resources/unknown-name"],
  ["memory: 512Mi", "⟦Memory⟧: 512Mi", "resources/unknown-name"],
  ["ephemeral-storage: 1Gi", "⟦ephemeralStorage⟧: 1Gi", "resources/unknown-name"],
  ["nvidia.com/gpu: 1\n", "⟦gpu⟧: 1\n", "resources/unknown-name"],
  ["nvidia.com/gpu: 1\n", "nvidia.com/gpu: ⟦0.5⟧\n", "resources/fractional-device"],
  ["nvidia.com/gpu: 1\n", "nvidia.com/gpu: ⟦2⟧\n", "resources/device-request-limit"],
  ["requests:\n", "⟦request⟧:\n", "schema/unknown-field"],
  ["limits:\n", "⟦limit⟧:\n", "schema/unknown-field"],
  ["requests: { cpu: 100m, memory: 64Mi }", "requests: ⟦[cpu, memory]⟧", "schema/type"],
  // Types and words.
  ["replicas: 4", 'replicas: ⟦"4"⟧', "schema/type"],
  ["replicas: 4", "replicas: ⟦4.5⟧", "schema/type"],
  ["replicas: 4", "replicas: ⟦-1⟧", "schema/range"],
  ["replicas: 4", "⟦replica⟧: 4", "schema/unknown-field"],
  ["restartPolicy: Always", "restartPolicy: ⟦always⟧", "schema/enum"],
  ["restartPolicy: Always", "restartPolicy: ⟦Never⟧", "workload/restart-policy"],
  ["imagePullPolicy: IfNotPresent", "imagePullPolicy: ⟦IfNotPresnt⟧", "schema/enum"],
  ["protocol: TCP", "protocol: ⟦http⟧", "schema/enum"],
  ["containerPort: 8080", "containerPort: ⟦80800⟧", "schema/range"],
  ['value: "4"', "value: ⟦4⟧", "schema/type"],
  ["periodSeconds: 5", "periodSeconds: ⟦5s⟧", "schema/type"],
  ["httpGet: { path: /ready, port: 8080 }", "⟦httpget⟧: { path: /ready, port: 8080 }", "schema/unknown-field"],
  ["maxSkew: 1", "maxSkew: ⟦0⟧", "schema/range"],
  ["whenUnsatisfiable: ScheduleAnyway", "whenUnsatisfiable: ⟦Schedule⟧", "schema/enum"],
  ["terminationGracePeriodSeconds: 30", "⟦terminationGracePeriod⟧: 30", "schema/unknown-field"],
  ["strategy:\n", "⟦stratgy⟧:\n", "schema/unknown-field"],
  ["maxSurge: 25%", "maxSurge: ⟦25 percent⟧", "schema/format"],
  ["matchLabels: { app: web }", "⟦matchlabels⟧: { app: web }", "schema/unknown-field"],
  ["apiVersion: apps/v1", "apiVersion: ⟦apps/v1beta1⟧", "schema/api-version"],
  ["kind: Deployment\nmetadata:\n", "kind: ⟦Deploymnet⟧\nmetadata:\n", "schema/kind"],
  // Autoscaler, budget, quota, limits.
  ["kind: Deployment, name: jobs", "kind: Deployment, name: ⟦job⟧", "autoscaler/dangling-target"],
  ["maxReplicas: 6", "maxReplicas: ⟦1⟧", "autoscaler/no-room"],
  ["maxReplicas: 6", "maxReplicas: ⟦0⟧", "schema/range"],
  ["averageUtilization: 70", "averageUtilization: ⟦70%⟧", "schema/type"],
  ["type: Utilization", "type: ⟦Utilisation⟧", "schema/enum"],
  ["minAvailable: 2", "minAvailable: ⟦4⟧", "disruption/none-allowed"],
  ["minAvailable: 2", "minAvailable: ⟦100%⟧", "disruption/none-allowed"],
  ["minAvailable: 2", "⟦minAvailble⟧: 2", "schema/unknown-field"],
  ['requests.cpu: "20"', 'requests.cpu: ⟦"2"⟧', "quota/exceeded"],
  ["requests.memory: 64Gi", "requests.memory: ⟦64GB⟧", "quantity/invalid"],
  ['max: { cpu: "8"', 'max: { cpu: ⟦"8 cores"⟧', "quantity/invalid"],
  ["cpu: 250m, memory: 256Mi }, limits", "cpu: ⟦10m⟧, memory: 256Mi }, limits", "resources/limit-range"],
  // KServe.
  ["minReplicas: 1\n", "minReplicas: ⟦5⟧\n", "serving/replica-bounds"],
  ["containerConcurrency: 8", "containerConcurrency: ⟦-1⟧", "serving/container-concurrency"],
  ["modelFormat:", "⟦modelformat⟧:", "schema/unknown-field"],
  [
    'memory: 16Gi, nvidia.com/gpu: "1" }\n        limits',
    'memory: ⟦16gb⟧, nvidia.com/gpu: "1" }\n        limits',
    "quantity/invalid",
  ],
];

function found(text: string): readonly Finding[] {
  return findingsOf(createSnapshot(new Map([["web.yaml", text]])), "web.yaml").filter(
    ({ severity }) => severity === "error" || severity === "warning",
  );
}

test("nothing is found where nothing is wrong", () => {
  assert.deepEqual(
    found(right).map(({ code, message }) => `${code} ${message}`),
    [],
  );
});

for (const [title, mistakes] of [
  ["the nine mistakes of which a schema finds two", nine],
  ["sixty mistakes", sixty],
] as const) {
  describe(`${title}, each at its exact place`, () => {
    for (const [was, is, code] of mistakes) {
      test(`${is.trim()} is ${code}`, () => {
        assert.ok(right.includes(was), `${was} stands in the text`);
        const marked = right.replace(was, () => is);
        const start = marked.indexOf("⟦");
        const end = marked.indexOf("⟧") - 1;
        const text = marked.replace("⟦", "").replace("⟧", "");
        const findings = found(text);
        const places = findings.map(
          (each) => `${each.code} ${JSON.stringify(text.slice(each.span.start, each.span.end))}`,
        );
        const hit = findings.find(({ span }) => span.start === start && span.end === end);
        assert.equal(hit?.code, code, places.join("\n"));
      });
    }
  });
}
