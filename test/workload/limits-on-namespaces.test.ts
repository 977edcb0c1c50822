import assert from "node:assert/strict";
import { test } from "node:test";
import { inventoryOf } from "./inventory-of.ts";

test("quotas, limit ranges and disruption budgets", () => {
  const { quotas, limitRanges, budgets } = inventoryOf(`
    apiVersion: v1
    kind: ResourceQuota
    metadata: { name: q, namespace: shop }
    spec: { hard: { requests.cpu: "10", limits.memory: 20Gi, pods: 50 } }
    ---
    apiVersion: v1
    kind: LimitRange
    metadata: { namespace: shop }
    spec: { limits: [{ type: Container, max: { cpu: 4 }, min: { cpu: 10m }, default: { cpu: 1 }, defaultRequest: { cpu: 500m, memory: none } }] }
    ---
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: { name: web }
    spec: { minAvailable: 2, maxUnavailable: 50%, selector: { matchLabels: { app: web } } }
    `);
  assert.deepEqual(
    quotas.map(({ name, namespace, hard }) => [
      name,
      namespace,
      ...Object.entries(hard).map(([key, { value, source }]) => `${key} ${source} ${value}`),
    ]),
    [["q", "shop", "requests.cpu 10 10", "limits.memory 20Gi 21474836480", "pods 50 50"]],
  );
  assert.deepEqual(
    limitRanges.map(({ namespace, items }) => [namespace, items.map(({ span: _, ...item }) => item)]),
    [
      [
        "shop",
        [
          {
            type: "Container",
            max: { cpu: 4 },
            min: { cpu: 0.01 },
            default: { cpu: 1 },
            defaultRequest: { cpu: 0.5 },
            maxLimitRequestRatio: {},
          },
        ],
      ],
    ],
  );
  assert.deepEqual(
    budgets.map(({ name, namespace, selector, minAvailable, maxUnavailable }) => [
      `${namespace}/${name}`,
      selector?.matchLabels,
      minAvailable?.value,
      maxUnavailable?.value,
    ]),
    [["default/web", { app: "web" }, 2, "50%"]],
  );
});
