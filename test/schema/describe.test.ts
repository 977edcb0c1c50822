import assert from "node:assert/strict";
import { test } from "node:test";
import type { Path } from "../../server/src/document/span.ts";
import { describeField, type FieldDescription } from "../../server/src/schema/describe.ts";

const container = ["spec", "template", "spec", "containers", 0];

const fields: readonly (readonly [
  apiVersion: string,
  kind: string,
  path: Path,
  expected: Omit<FieldDescription, "description">,
  descriptionBegins: string,
])[] = [
  ["apps/v1", "Deployment", [], { title: "Deployment", type: "Deployment" }, "Deployment enables declarative updates"],
  [
    "apps/v1",
    "Deployment",
    ["spec", "replicas"],
    { title: "replicas", type: "whole number" },
    "Number of desired pods.",
  ],
  [
    "apps/v1",
    "Deployment",
    ["spec", "template"],
    { title: "template", type: "PodTemplateSpec", required: true },
    "Template describes the pods",
  ],
  [
    "apps/v1",
    "Deployment",
    container.slice(0, -1),
    { title: "containers", type: "list of Container", required: true },
    "List of containers belonging to the pod.",
  ],
  ["apps/v1", "Deployment", container, { title: "Container", type: "Container" }, "A single application container"],
  [
    "apps/v1",
    "Deployment",
    [...container, "resources", "requests"],
    { title: "requests", type: "map of quantity such as 500m or 2Gi" },
    "Requests describes the minimum amount",
  ],
  [
    "apps/v1",
    "Deployment",
    [...container, "resources", "requests", "nvidia.com/gpu"],
    { title: "nvidia.com/gpu", type: "quantity such as 500m or 2Gi" },
    "A number with an optional unit",
  ],
  [
    "apps/v1",
    "Deployment",
    [...container, "imagePullPolicy"],
    { title: "imagePullPolicy", type: "string", values: ["Always", "IfNotPresent", "Never"] },
    "Image pull policy.",
  ],
  [
    "v1",
    "Pod",
    ["metadata", "labels", "app.kubernetes.io/name"],
    { title: "app.kubernetes.io/name", type: "string" },
    "",
  ],
  [
    "serving.kserve.io/v1beta1",
    "InferenceService",
    ["spec", "predictor", "nodeSelector"],
    { title: "nodeSelector", type: "map of string" },
    "NodeSelector is a selector",
  ],
  [
    "serving.kserve.io/v1beta1",
    "InferenceService",
    ["spec", "predictor", "minReplicas"],
    { title: "minReplicas", type: "whole number" },
    "Least number of replicas",
  ],
  [
    "resource-planner.dev/v1",
    "ResourcePlan",
    ["spec", "forecast", "horizon"],
    { title: "horizon", type: "duration such as 90s, 5m, 12h or 7d", default: "7d" },
    "How far ahead",
  ],
];

for (const [apiVersion, kind, path, expected, beginning] of fields) {
  test(`${kind} ${path.join(".") || "itself"}`, () => {
    const described = describeField(apiVersion, kind, path);
    assert.ok(described !== undefined);
    const { description, ...rest } = described;
    assert.deepEqual(rest, expected);
    assert.equal(description.slice(0, beginning.length), beginning);
  });
}

test("what the schema does not have is not described", () => {
  const absent: readonly (readonly [string, string, Path])[] = [
    ["apps/v1", "Deployment", ["spec", "containers"]],
    ["apps/v1", "Deployment", ["spec", 0]],
    ["apps/v1", "Deployment", ["spec", "constructor"]],
    ["apps/v1", "Deployment", ["metadata", "labels", "a", "b"]],
    ["v1", "Service", ["spec"]],
  ];
  for (const [apiVersion, kind, path] of absent) assert.equal(describeField(apiVersion, kind, path), undefined);
});
