import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { applyEdits } from "../../server/src/document/edit.ts";
import type { Path } from "../../server/src/document/span.ts";
import { environmentWriter } from "../../server/src/workspace/environment-context.ts";
import { createSnapshot } from "../../server/src/workspace/snapshot.ts";
import { dedent, extractFiles } from "../support/fixture.ts";

/** The files that writing values of the first workload of an environment changes, with their texts after it. */
function written(
  files: ReadonlyMap<string, string>,
  environment: string,
  values: readonly (readonly [path: Path, scalar: string])[],
  kind: string = "Deployment",
): ReadonlyMap<string, string> | undefined {
  const snapshot = createSnapshot(files);
  const own = snapshot.environments.list.find(({ name }) => name === environment);
  const document = own?.source.documents.find((each) => each.kind === kind);
  if (own === undefined || document === undefined) throw new Error(`Nothing is built for ${environment}.`);
  const edits = environmentWriter(snapshot, own)(values.map(([path, scalar]) => ({ document, path, scalar })));
  if (edits === undefined) return undefined;
  return new Map(
    [...files].flatMap(([file, text]) => {
      const after = applyEdits(
        text,
        edits.filter((edit) => edit.file === file),
      );
      return after === text ? [] : [[file, after] as const];
    }),
  );
}

const container: Path = ["spec", "template", "spec", "containers", 0];
const cpu: Path = [...container, "resources", "requests", "cpu"];
const memory: Path = [...container, "resources", "requests", "memory"];

const base = `
  #- base/kustomization.yaml
  resources: [web.yaml]
  #- base/web.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web }
  spec:
    replicas: 2
    template:
      spec:
        containers:
          - name: web
            resources: { requests: { cpu: 500m } }
  #- dev/kustomization.yaml
  resources: [../base]
  namePrefix: dev-
  replicas:
    - { name: web, count: 1 }
`;

const production = "  #- production/kustomization.yaml\n  resources: [../base]\n";

function filesOf(more: string): ReadonlyMap<string, string> {
  return extractFiles(dedent(`${base}${more}`));
}

describe("values of an environment are written", () => {
  test("where its own kustomization sets them", () => {
    const files = filesOf(production);
    assert.deepEqual(
      written(files, "dev", [[["spec", "replicas"], "3"]]),
      new Map([
        ["dev/kustomization.yaml", (files.get("dev/kustomization.yaml") ?? "").replace("count: 1", "count: 3")],
      ]),
    );
  });

  test("into a new patch, by the name before any prefix, where a base of several sets them", () => {
    const files = filesOf(production);
    const before = files.get("dev/kustomization.yaml") ?? "";
    const after = written(files, "dev", [
      [cpu, "100m"],
      [memory, "64Mi"],
    ]);
    const patch = dedent(`
      patches:
        - patch: |-
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              template:
                spec:
                  containers:
                  - name: web
                    resources:
                      requests:
                        cpu: 100m
                        memory: 64Mi
    `);
    assert.deepEqual(after, new Map([["dev/kustomization.yaml", before + patch]]));
    const again = createSnapshot(new Map([...files, ...(after ?? [])]));
    const [workload] = again.environments.list.find(({ name }) => name === "dev")?.inventory.workloads ?? [];
    assert.equal(workload?.containers[0]?.requests["cpu"]?.source, "100m");
    assert.equal(workload.name, "dev-web");
  });

  test("into the text of a patch inside of the kustomization", () => {
    const text = `  #- production/kustomization.yaml
  resources: [../base]
  patches:
    - patch: |-
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            spec:
              containers:
                - name: web
                  resources:
                    requests:
                      cpu: "1"
    - path: more.yaml
`;
    const files = filesOf(text);
    const before = files.get("production/kustomization.yaml") ?? "";
    assert.deepEqual(
      written(files, "production", [
        [cpu, "2"],
        [memory, "1Gi"],
      ]),
      new Map([
        ["production/kustomization.yaml", before.replace('cpu: "1"\n', 'cpu: "2"\n                    memory: 1Gi\n')],
      ]),
    );
  });

  test("into a patch's file, and behind other patches where that says nothing of the object", () => {
    const files = filesOf(`  #- production/kustomization.yaml
  resources: [../base]
  patches:
  - path: web.yaml # small
  images: []
  #- production/web.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web }
  spec: { replicas: 4 }
`);
    assert.deepEqual(
      written(files, "production", [[["spec", "replicas"], "5"]]),
      new Map([["production/web.yaml", (files.get("production/web.yaml") ?? "").replace("4", "5")]]),
    );
    const after = written(files, "production", [[cpu, "1"]])?.get("production/kustomization.yaml") ?? "";
    assert.match(after, /- path: web.yaml # small\n- patch: \|-\n {4}apiVersion: apps\/v1\n/);
    assert.match(after, /cpu: 1\nimages: \[\]\n$/);
  });

  test("by JSON operations where items have no names", () => {
    const scaler = `{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: { name: web }, spec: { metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }] } }`;
    const files = new Map([...filesOf(production), ["base/scaler.yaml", scaler]]);
    files.set("base/kustomization.yaml", "resources: [web.yaml, scaler.yaml]\n");
    const path: Path = ["spec", "metrics", 0, "resource", "target", "averageUtilization"];
    const after = written(files, "production", [[path, "70"]], "HorizontalPodAutoscaler");
    assert.equal(
      after?.get("production/kustomization.yaml"),
      dedent(`
        resources: [../base]
        patches:
          - target:
              kind: HorizontalPodAutoscaler
              name: web
            patch: |-
              - op: replace
                path: /spec/metrics/0/resource/target/averageUtilization
                value: 70
      `),
    );
  });

  test("not at all into a kustomization in flow style", () => {
    const files = filesOf("  #- production/kustomization.yaml\n  { resources: [../base] }\n");
    assert.equal(written(files, "production", [[cpu, "1"]]), undefined);
  });

  test("into the base where one environment alone is built from it", () => {
    const files = new Map(filesOf(production));
    files.delete("production/kustomization.yaml");
    const before = files.get("base/web.yaml") ?? "";
    assert.deepEqual(
      written(files, "dev", [
        [cpu, "100m"],
        [memory, "64Mi"],
      ]),
      new Map([["base/web.yaml", before.replace("cpu: 500m", "cpu: 100m, memory: 64Mi")]]),
    );
  });
});
