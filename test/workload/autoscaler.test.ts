import assert from "node:assert/strict";
import { test } from "node:test";
import { inventoryOf } from "./inventory-of.ts";

function check(apiVersion: string, spec: string, expected: readonly string[]): void {
  const { autoscalers } = inventoryOf(`
    apiVersion: ${apiVersion}
    kind: HorizontalPodAutoscaler
    metadata: { name: a, namespace: shop }
    spec: { scaleTargetRef: { kind: Deployment, name: web }, ${spec} }
    `);
  assert.deepEqual(
    autoscalers.flatMap(({ target, minReplicas, maxReplicas, metrics }) => [
      `${target} ${minReplicas.value}..${maxReplicas.value}`,
      ...metrics.map((metric) =>
        [metric.container, metric.resource, metric.targetType, metric.target.value, metric.target.span && "written"]
          .filter((part) => part !== undefined)
          .join(" "),
      ),
    ]),
    expected,
  );
}

const head = "Deployment/shop/web";
const target = (type: string) => `target: { type: Utilization, ${type} }`;

test("resource and container metrics; others do not depend on requests", () =>
  check(
    "autoscaling/v2",
    `minReplicas: 2, maxReplicas: 9, metrics: [
      { type: Resource, resource: { name: cpu, ${target("averageUtilization: 60")} } },
      { type: Resource, resource: { name: memory, ${target("averageValue: 500Mi")} } },
      { type: ContainerResource, containerResource: { container: site, name: cpu, ${target("averageUtilization: 70")} } },
      { type: Pods, pods: { metric: { name: rps }, ${target("averageValue: 100")} } },
      { type: Resource, resource: { name: cpu, ${target("averageUtilization: much")} } },
      { type: Resource }]`,
    [
      `${head} 2..9`,
      "cpu utilization 60 written",
      "memory averageValue 524288000 written",
      "site cpu utilization 70 written",
    ],
  ));

test("no metrics mean 80 % of the CPU request", () =>
  check("autoscaling/v2", "maxReplicas: 4", [`${head} 1..4`, "cpu utilization 80"]));

test("v1 has one CPU target", () => {
  check("autoscaling/v1", "maxReplicas: 4, targetCPUUtilizationPercentage: 50", [
    `${head} 1..4`,
    "cpu utilization 50 written",
  ]);
  check("autoscaling/v1", "minReplicas: 3", [`${head} 3..3`, "cpu utilization 80"]);
});
