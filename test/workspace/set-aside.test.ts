import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { allFindings, createSnapshot } from "../../server/src/workspace/snapshot.ts";
import { dedent, extractFiles } from "../support/fixture.ts";

const base = `
  #- app/base/web.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web }
  spec:
    selector: { matchLabels: { app: web } }
    template:
      metadata: { labels: { app: web } }
      spec:
        containers: [{ name: web, resources: { requests: { cpu: 1 }, limits: { memory: 1Gi } } }]
`;
const patch = `
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web }
  spec:
    template:
      spec:
        containers: [{ name: web, image: web }]
`;

describe("a patch of Kustomize is neither judged nor planned", () => {
  const lists: Readonly<Record<string, string>> = {
    "patches with a path": "patches: [{ path: ../patches/web.yaml }, { patch: 'a: b' }]",
    "a patch in the style of JSON": "patchesJson6902: [{ target: {}, path: ./../patches/web.yaml }]",
    "strategic merge patches": 'patchesStrategicMerge: ["../patches/web.yaml", "a: b\\n"]',
  };
  for (const [name, list] of Object.entries(lists)) {
    for (const [place, root] of [
      ["on the command line", ""],
      ["in the editor", "file:///home/a%20b/"],
    ] as const) {
      test(`${name}, ${place}`, () => {
        const files = filesOf(`${base}
  #- app/patches/web.yaml${patch}
  #- app/overlay/kustomization.yaml
  resources: [../base]
  ${list}
`);
        const snapshot = createSnapshot(new Map([...files].map(([file, text]) => [root + file, text])));
        assert.deepEqual(codesIn(snapshot), []);
        assert.deepEqual(
          snapshot.inventory.workloads.map(({ document }) => document.file),
          [`${root}app/base/web.yaml`],
        );
      });
    }
  }

  test("but one that no kustomization names is a manifest like any other", () => {
    const codes = codesIn(createSnapshot(filesOf(`${base}\n  #- app/patches/web.yaml${patch}`)));
    assert.ok(codes.includes("app/patches/web.yaml schema/required"));
  });

  test("and syntax errors in it are found", () => {
    const files = filesOf(`
  #- kustomization.yaml
  patches: [{ path: web.yaml }]
  #- web.yaml
  a: [
`);
    assert.deepEqual(codesIn(createSnapshot(files)), ["web.yaml yaml/syntax"]);
  });
});

test("a chart's templates are left alone, and what stands beside them is not", () => {
  const wrong =
    "\n  apiVersion: apps/v1\n  kind: Deployment\n  metadata: { name: web }\n  spec: { replicas: '{{ .Values.replicas }}' }\n";
  const files = filesOf(`
  #- chart/Chart.yaml
  apiVersion: v2
  name: web
  #- chart/templates/web.yaml${wrong}
  #- chart/crds/web.yaml${wrong}
`);
  assert.deepEqual(
    new Set(codesIn(createSnapshot(files)).map((code) => code.split(" ")[0])),
    new Set(["chart/crds/web.yaml"]),
  );
});

test("a kustomization that changes changes what is a patch", () => {
  const files = filesOf(`
  #- kustomization.yaml
  resources: [web.yaml]
  #- web.yaml${patch}
`);
  const before = createSnapshot(files);
  const after = createSnapshot(new Map([...files, ["kustomization.yaml", "patches: [{ path: web.yaml }]\n"]]), before);
  assert.deepEqual([codesIn(before).length > 0, codesIn(after)], [true, []]);
});

function filesOf(fixture: string): ReadonlyMap<string, string> {
  return extractFiles(dedent(fixture));
}

function codesIn(snapshot: ReturnType<typeof createSnapshot>): readonly string[] {
  return allFindings(snapshot).map(({ file, code }) => `${file} ${code}`);
}
