import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { allFindings, createSnapshot, type Snapshot } from "../../server/src/workspace/snapshot.ts";
import { checkFindings } from "../support/check.ts";
import { dedent, extractFiles } from "../support/fixture.ts";

function snapshotOf(fixture: string): Snapshot {
  return createSnapshot(extractFiles(dedent(fixture)));
}

const pod = "{ apiVersion: v1, kind: Pod, metadata: { name: web }, spec: { containers: [{ name: web, image: web }] } }";

describe("a kustomization", () => {
  for (const head of ["", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"]) {
    test(`is checked for its own fields, ${head === "" ? "by its file's name" : "by its kind"}`, () => {
      const text = `${head}${dedent(`
        resources: [web.yaml]
        namePrefix: prod-
        namespce: prod
        #<^^^^^^^^ schema/unknown-field: Kustomization has no field "namespce". Did you mean "namespace"?
        images:
          - name: web
            newTag: 1.0
            #       ^^^ schema/type
        replicas:
          - name: web
            cuont: 3
        #   ^^^^^ schema/unknown-field
        patches:
          - target: { kind: Deployment, labelselector: app=web }
            #                           ^^^^^^^^^^^^^ schema/unknown-field
            path: patch.yaml
        configMapGenerator:
          - name: settings
            behavior: merge
            literals: [a=b]
      `)}`;
      checkFindings(text, allFindings(createSnapshot(new Map([["kustomization.yaml", text]]))));
    });
  }

  test("of all fields is right", () => {
    const text = dedent(`
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      metadata: { name: shared }
      resources:
      namespace: prod
      labels: [{ pairs: { team: a }, includeSelectors: false, includeTemplates: true }]
      images: [{ name: web, newName: registry/web, newTag: "1.0" }, { name: db, digest: sha256:abc }]
      replicas: [{ name: web, count: 3 }]
      patches: [{ patch: "a: b", target: { kind: Deployment, name: "web|api" }, options: { allowNameChange: true } }]
      secretGenerator: [{ name: s, type: Opaque, envs: [.env], options: { disableNameSuffixHash: true } }]
      generatorOptions: { labels: { a: b } }
      replacements: [{ source: { kind: ConfigMap, name: a, fieldPath: data.x }, targets: [{ select: { kind: Pod }, fieldPaths: [spec.x] }] }]
      helmCharts: [{ name: web, repo: https://charts.example, version: 1.0.0, valuesInline: { a: { b: c } } }]
    `);
    assert.deepEqual(allFindings(createSnapshot(new Map([["kustomization.yaml", text]]))), []);
  });
});

test("what a patch writes is judged, and nothing that it lacks", () => {
  const text = dedent(`
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec:
      replica: 3
    # ^^^^^^^ schema/unknown-field
      template:
        spec:
          containers:
            - name: web
              $patch: replace
              resources:
                requests: { memory: 100m }
                #                   ^^^^ quantity/milli-memory
  `);
  const files = new Map([
    ["kustomization.yaml", "patches: [{ path: web.yaml }]\n"],
    ["web.yaml", text],
  ]);
  checkFindings(text, allFindings(createSnapshot(files)));
});

describe("the namespace of a kustomization", () => {
  test("is that of what it builds, on whatever way", () => {
    const { inventory } = snapshotOf(`
      #- base/kustomization.yaml
      resources: [web.yaml]
      namespace: base
      #- base/web.yaml
      ${pod}
      #- prod/kustomization.yaml
      resources: [../base]
      namespace: prod
      #- other/web.yaml
      ${pod}
    `);
    assert.deepEqual(
      inventory.workloads.map(({ id, document }) => [id, document.file, document.namespace]),
      [
        ["Pod/prod/web", "base/web.yaml", "default"],
        ["Pod/default/web", "other/web.yaml", "default"],
      ],
    );
    assert.deepEqual(inventory.findings, []);
  });

  test("is not known where a base is built several times", () => {
    const snapshot = snapshotOf(`
      #- base/kustomization.yaml
      resources: [web.yaml]
      #- base/web.yaml
      ${pod}
      #- prod/kustomization.yaml
      resources: [../base]
      namespace: prod
      #- dev/kustomization.yaml
      resources: [../base]
      namespace: dev
    `);
    assert.deepEqual(
      snapshot.inventory.workloads.map(({ id }) => id),
      ["Pod/default/web"],
    );
  });

  test("leads an autoscaler to its workload", () => {
    const snapshot = snapshotOf(`
      #- kustomization.yaml
      resources: [web.yaml, scaler.yaml]
      namespace: prod
      #- web.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web }
      spec:
        selector: { matchLabels: { app: web } }
        template:
          metadata: { labels: { app: web } }
          spec: { containers: [{ name: web, image: web, resources: { requests: { cpu: 1 } } }] }
      #- scaler.yaml
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: { name: web, namespace: prod }
      spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, maxReplicas: 3 }
    `);
    const codes = allFindings(snapshot).map(({ code }) => code);
    assert.ok(!codes.some((code) => code.includes("dangling")), codes.join());
    assert.equal(snapshot.inventory.autoscalers[0]?.target, "Deployment/prod/web");
  });

  test("ends where kustomizations name each other in a circle", () => {
    const { inventory } = snapshotOf(`
      #- a/kustomization.yaml
      resources: [../b, web.yaml]
      namespace: a
      #- b/kustomization.yaml
      resources: [../a]
      #- a/web.yaml
      ${pod}
    `);
    assert.deepEqual(
      inventory.workloads.map(({ id }) => id),
      ["Pod/a/web"],
    );
  });
});

test("objects of one name that different kustomizations build are no rivals", () => {
  const { inventory } = snapshotOf(`
    #- dev/kustomization.yaml
    resources: [web.yaml]
    #- dev/web.yaml
    ${pod}
    #- prod/kustomization.yaml
    resources: [web.yaml]
    #- prod/web.yaml
    ${pod}
  `);
  assert.deepEqual(inventory.findings, []);
});
