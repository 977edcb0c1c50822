import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { definitions } from "../../server/src/schema/definitions.ts";
import { kinds, schemaFor, schemaJson } from "../../server/src/schema/schemas.ts";
import { exampleOf } from "./example-of.ts";

test("the bundled kinds, of each the newest API version first", () => {
  assert.deepEqual(
    kinds().map(({ apiVersion, kind }) => `${apiVersion} ${kind}`),
    [
      "kustomize.config.k8s.io/v1alpha1 Component",
      "batch/v1 CronJob",
      "apps/v1 DaemonSet",
      "apps/v1 Deployment",
      "karpenter.k8s.aws/v1 EC2NodeClass",
      "autoscaling/v2 HorizontalPodAutoscaler",
      "autoscaling/v1 HorizontalPodAutoscaler",
      "serving.kserve.io/v1beta1 InferenceService",
      "batch/v1 Job",
      "kustomize.config.k8s.io/v1beta1 Kustomization",
      "v1 LimitRange",
      "v1 List",
      "v1 Node",
      "karpenter.sh/v1 NodePool",
      "v1 Pod",
      "policy/v1 PodDisruptionBudget",
      "scheduling.k8s.io/v1 PriorityClass",
      "ray.io/v1 RayCluster",
      "ray.io/v1 RayJob",
      "ray.io/v1 RayService",
      "apps/v1 ReplicaSet",
      "v1 ReplicationController",
      "resource-planner.dev/v1 ResourcePlan",
      "v1 ResourceQuota",
      "argoproj.io/v1alpha1 Rollout",
      "keda.sh/v1alpha1 ScaledJob",
      "keda.sh/v1alpha1 ScaledObject",
      "serving.knative.dev/v1 Service",
      "apps/v1 StatefulSet",
      "autoscaling.k8s.io/v1 VerticalPodAutoscaler",
    ],
  );
});

test("a kind without a schema has none", () => {
  assert.equal(schemaFor("v1", "Service"), undefined);
  assert.equal(schemaJson("v1/Service"), undefined);
});

test("each schema stands alone", () => {
  for (const { apiVersion, kind } of kinds()) {
    const schema = schemaJson(`${apiVersion}/${kind}`) as { readonly $defs: Readonly<Record<string, object>> };
    const references = [...JSON.stringify(schema).matchAll(/"\$ref":"([^"]*)"/g)].map(
      ([, reference = ""]) => reference,
    );
    const strangers = references.filter((reference) => {
      const [root, keyword, name = "", ...rest] = reference.split("/");
      return (
        root !== "#" ||
        keyword !== "$defs" ||
        schema.$defs[name] === undefined ||
        (rest.length > 0 && rest[0] !== "properties")
      );
    });
    assert.deepEqual(strangers, []);
  }
});

test("any validator accepts what a schema admits", () => {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false });
  for (const kind of ["HorizontalPodAutoscaler", "InferenceService", "ResourcePlan"]) {
    const entry = kinds().find((each) => each.kind === kind);
    const validate = ajv.compile(schemaJson(kind) as object);
    fc.assert(
      fc.property(exampleOf(schemaFor(entry?.apiVersion ?? "", kind)?.schema ?? {}), (object) => {
        assert.ok(validate(object), `${kind}: ${ajv.errorsText(validate.errors)}`);
      }),
      { numRuns: 30, seed: 1 },
    );
  }
});

test("a kind's name alone gives its newest API version", () => {
  assert.deepEqual(schemaJson("HorizontalPodAutoscaler"), schemaJson("autoscaling/v2/HorizontalPodAutoscaler"));
});

test("no two files define the same name", () => {
  const files = [
    "kubernetes/definitions.json",
    "kserve/inference-service.schema.json",
    "others/definitions.json",
    "others/kustomization.schema.json",
    "resource-plan.schema.json",
  ] as const;
  const names = files.flatMap((file) => {
    const text = readFileSync(path.join(import.meta.dirname, "../../schemas", file), "utf8");
    return Object.keys((JSON.parse(text) as { $defs: object }).$defs);
  });
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(names.sort(), Object.keys(definitions).sort());
});

test("fields are described, but for some of other projects' own", () => {
  const ofOthers = /^(Argo|Karpenter|Keda|Knative|Vpa)/;
  const undescribed = Object.entries(definitions).flatMap(([name, { properties = {} }]) =>
    Object.entries(properties)
      .filter(([, property]) => property.description === undefined && property.$ref === undefined)
      .map(([field]) => `${name}.${field}`),
  );
  assert.deepEqual(
    undescribed.filter((name) => !ofOthers.test(name)),
    [],
  );
});
