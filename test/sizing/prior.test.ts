import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { UsageDistribution } from "../../server/src/history/baseline.ts";
import type { History } from "../../server/src/history/series.ts";
import { inventoryOf } from "../workload/inventory-of.ts";
import { deployment } from "./manifests.ts";
import { historyOf, reasonOf, sizeFirst, summary } from "./sizing-of.ts";

const mebibyte = 1_048_576;
const day = 86_400_000;
const now = Date.UTC(2026, 0, 15);

function seen(resource: "cpu" | "memory", buckets: UsageDistribution["buckets"], days = 8): UsageDistribution {
  const use = { namespace: "default", workload: "api", container: "app", vpa: "api-vpa", resource };
  return { ...use, buckets, samples: 1440 * days, firstSample: now - days * day, lastSample: now };
}

/** A tenth of the weight lies above 0.2 cores, and all of it below 0.5. */
const cpu = [
  { end: 0.2, weight: 9 },
  { end: 0.5, weight: 1 },
];
const memory = [{ end: 400 * mebibyte, weight: 1 }];

function sized(lines: string, distributions: readonly UsageDistribution[]) {
  const manifests = deployment({ containers: { app: "resources: { requests: { cpu: 2, memory: 1Gi } }" } });
  const history: History = {
    ...historyOf(lines),
    baselines: { recommendations: [], distributions: [...distributions] },
  };
  return sizeFirst(inventoryOf(manifests), history);
}

suite("what a VerticalPodAutoscaler has seen", () => {
  test("is what sizing starts from where there is no history", () => {
    const sizing = sized("", [seen("cpu", cpu), seen("memory", memory)]);
    assert.equal(summary(sizing), "app cpu → 550m / –\napp memory → 464Mi / 464Mi added");
    assert.equal(
      reasonOf(sizing, "app", "cpu"),
      "95 % of what VerticalPodAutoscaler api-vpa saw in 8d stays below 500m; there is too little history to forecast by. +10 % margin.",
    );
    assert.equal(sizing.containers[0]?.resources["cpu"]?.confidence, 0.41);
  });

  test("also where the history is too short, of which the highest use still counts", () => {
    const sizing = sized("api memory 200Mi peak 1200Mi days 1", [seen("memory", memory)]);
    assert.equal(summary(sizing), "app cpu kept / –\napp memory → 704Mi / 704Mi added");
  });

  test("gives way to a history that is long enough", () => {
    assert.match(summary(sized("api cpu 200m days 3", [seen("cpu", cpu)])), /^app cpu → 110m/);
  });

  const unknown: readonly (readonly [string, UsageDistribution])[] = [
    ["is too little where it spans less than the policy's minimum", seen("cpu", cpu, 1)],
    ["is of another container", { ...seen("cpu", cpu), container: "sidecar" }],
    ["is of another namespace", { ...seen("cpu", cpu), namespace: "other" }],
    ["is nothing where it has no weight", seen("cpu", [])],
  ];
  for (const [title, distribution] of unknown) {
    test(title, () => {
      assert.match(summary(sized("", [distribution])), /^app cpu kept/);
    });
  }
});
