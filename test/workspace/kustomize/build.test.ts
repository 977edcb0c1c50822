import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dedent } from "../../support/fixture.ts";
import { builtFrom } from "./built.ts";

/** What a build of the folder `over` prints. */
function builds(name: string, files: string, expected: string): void {
  test(name, () => {
    const { printed, build } = builtFrom(files, "over");
    assert.equal(printed.text, dedent(expected));
    assert.deepEqual(build.findings, []);
  });
}

const base = `
  #- base/kustomization.yaml
  resources: [web.yaml]
  #- base/web.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
  spec:
    replicas: 2
    template:
      spec:
        containers:
          - name: web
            image: shop/web:1.0
            args: [a, b]
          - name: log
            image: log@sha256:1234
`;

describe("a strategic merge patch", () => {
  builds(
    "merges maps and containers by name, and replaces other lists",
    `${base}
  #- over/kustomization.yaml
  resources: [../base]
  patches: [{ path: web.yaml }]
  #- over/web.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web }
  spec:
    replicas: 5
    template:
      spec:
        containers:
          - name: log
            resources: { requests: { cpu: 100m } }
          - { name: web, args: [c] }
`,
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
      replicas: 5
      template:
        spec:
          containers:
          - name: log
            image: log@sha256:1234
            resources:
              requests:
                cpu: 100m
          - name: web
            image: shop/web:1.0
            args:
            - c
    `,
  );

  builds(
    "deletes and replaces by its directives, and by null",
    `${base}
  #- over/kustomization.yaml
  resources: [../base]
  patchesStrategicMerge:
    - |-
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web }
      spec:
        replicas: null
        template:
          spec:
            containers:
              - name: log
                $patch: delete
              - name: web
                $patch: replace
                image: other
`,
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
      template:
        spec:
          containers:
          - name: web
            image: other
    `,
  );

  builds(
    "deletes an object",
    `${base}
  #- over/kustomization.yaml
  resources: [../base, map.yaml]
  patches:
    - patch: |
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        $patch: delete
  #- over/map.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata: { name: a }
`,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: a
    `,
  );

  builds(
    "replaces the lists of custom kinds",
    `
  #- over/kustomization.yaml
  resources: [thing.yaml]
  patches: [{ path: patch.yaml }]
  #- over/thing.yaml
  apiVersion: example.com/v1
  kind: Thing
  metadata: { name: a }
  spec: { containers: [{ name: x, v: 1 }, { name: y }] }
  #- over/patch.yaml
  apiVersion: example.com/v1
  kind: Thing
  metadata: { name: a }
  spec: { containers: [{ name: x }] }
`,
    `
    apiVersion: example.com/v1
    kind: Thing
    metadata:
      name: a
    spec:
      containers:
      - name: x
    `,
  );
});

describe("a target", () => {
  const two = `
  #- over/a.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata: { name: a1, labels: { tier: front } }
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: { name: ba1, annotations: { x: "1" } }
  `;
  for (const [target, names] of [
    ["name: a.*", ["a1"]],
    ["name: '.*a1'", ["a1", "ba1"]],
    ["kind: ConfigMap", ["a1", "ba1"]],
    ["kind: Config", []],
    ["group: apps", []],
    ["version: v1", ["a1", "ba1"]],
    ["labelSelector: tier=front", ["a1"]],
    ["labelSelector: 'tier in (front, back)'", ["a1"]],
    ["labelSelector: '!tier'", ["ba1"]],
    ["labelSelector: 'tier!=front'", ["ba1"]],
    ["annotationSelector: x=1", ["ba1"]],
  ] as const) {
    test(`${target} means ${names.join(" and ") || "nothing"}`, () => {
      const { build } = builtFrom(
        `${two}
  #- over/kustomization.yaml
  resources: [a.yaml]
  patches:
    - target: { ${target} }
      patch: '[{ "op": "add", "path": "/data", "value": { "k": "v" } }]'
  `,
        "over",
      );
      const patched = build.resources.filter(({ root }) => root.entries.some(({ key }) => key === "data"));
      assert.deepEqual(
        patched.map(({ names: [name] }) => name),
        names,
      );
      assert.deepEqual(build.findings, []);
    });
  }
});

describe("JSON operations", () => {
  builds(
    "change, add, move, copy and remove, by pointers with escapes",
    `
  #- over/kustomization.yaml
  resources: [a.yaml]
  patchesJson6902:
    - target: { version: v1, kind: ConfigMap, name: a }
      path: patch.yaml
  #- over/a.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata: { name: a, annotations: { a/b: x, c~d: y } }
  list: [1, 2]
  old: z
  #- over/patch.yaml
  - { op: replace, path: /metadata/annotations/a~1b, value: changed }
  - { op: remove, path: /metadata/annotations/c~0d }
  - { op: add, path: /list/-, value: 3 }
  - { op: add, path: /list/0, value: 0 }
  - { op: test, path: /list/1, value: 1 }
  - { op: copy, from: /list/3, path: /last }
  - { op: move, from: /old, path: /new }
`,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: a
      annotations:
        a/b: changed
    list:
    - 0
    - 1
    - 2
    - 3
    last: 3
    new: z
    `,
  );
});

describe("an index in JSON operations", () => {
  builds(
    "counts back from the end where it is negative",
    `
  #- over/kustomization.yaml
  resources: [a.yaml]
  patches:
    - target: { kind: Thing }
      patch: |
        - { op: replace, path: /list/-1, value: 3 }
        - { op: remove, path: /list/-2 }
  #- over/a.yaml
  apiVersion: example.com/v1
  kind: Thing
  metadata: { name: a }
  list: [1, 2]
`,
    `
    apiVersion: example.com/v1
    kind: Thing
    metadata:
      name: a
    list:
    - 3
    `,
  );
});

describe("a test among JSON operations", () => {
  builds(
    "compares maps without regard to the order of their keys",
    `
  #- over/kustomization.yaml
  resources: [a.yaml]
  patches:
    - target: { kind: ConfigMap }
      patch: '[{ "op": "test", "path": "/data", "value": { "b": "2", "a": "1" } }, { "op": "remove", "path": "/data" }]'
  #- over/a.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata: { name: a }
  data: { a: "1", b: "2" }
`,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: a
    `,
  );
});

describe("the name in a patch with a target", () => {
  for (const [options, name] of [
    ["{ allowNameChange: true }", "other"],
    ["{ allowNameChange: false }", "a"],
  ] as const) {
    builds(
      `counts by ${options}`,
      `
  #- over/kustomization.yaml
  resources: [a.yaml]
  patches:
    - target: { kind: ConfigMap }
      options: ${options}
      patch: |
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: other }
  #- over/a.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata: { name: a }
`,
      `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: ${name}
    `,
    );
  }
});

describe("transformations", () => {
  builds(
    "name, label, scale and tag",
    `${base}
  #- over/kustomization.yaml
  resources: [../base, rest.yaml]
  namespace: prod
  namePrefix: a-
  nameSuffix: -z
  commonLabels: { team: shop }
  replicas: [{ name: web, count: 7 }]
  images:
    - { name: shop/web, newName: mirror/web, newTag: 1.10 }
    - { name: log, digest: sha256:99 }
  configMapGenerator: [{ name: settings, literals: [a=b] }]
  #- over/rest.yaml
  apiVersion: autoscaling/v2
  kind: HorizontalPodAutoscaler
  metadata: { name: web }
  spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }
  ---
  apiVersion: v1
  kind: Pod
  metadata: { name: one }
  spec: { containers: [{ name: one, envFrom: [{ configMapRef: { name: settings } }, { secretRef: { name: other } }] }] }
`,
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: "a-web-z"
      namespace: prod
      labels:
        team: shop
    spec:
      replicas: 7
      template:
        spec:
          containers:
          - name: web
            image: "mirror/web:1.10"
            args:
            - a
            - b
          - name: log
            image: "log@sha256:99"
        metadata:
          labels:
            team: shop
      selector:
        matchLabels:
          team: shop
    ---
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata:
      name: "a-web-z"
      namespace: prod
      labels:
        team: shop
    spec:
      scaleTargetRef:
        apiVersion: apps/v1
        kind: Deployment
        name: "a-web-z"
    ---
    apiVersion: v1
    kind: Pod
    metadata:
      name: "a-one-z"
      namespace: prod
      labels:
        team: shop
    spec:
      containers:
      - name: one
        envFrom:
        - configMapRef:
            name: "a-settings-z"
        - secretRef:
            name: other
    ---
    apiVersion: "v1"
    kind: "ConfigMap"
    metadata:
      name: "a-settings-z"
      namespace: prod
      labels:
        team: shop
    `,
  );

  builds(
    "leave each copy of a base that is built twice its own references",
    `
  #- base/kustomization.yaml
  resources: [web.yaml]
  #- base/web.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web }
  ---
  apiVersion: autoscaling/v2
  kind: HorizontalPodAutoscaler
  metadata: { name: web }
  spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }
  #- a/kustomization.yaml
  resources: [../base]
  namePrefix: a-
  #- over/kustomization.yaml
  resources: [../base, ../a]
`,
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    ---
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata:
      name: web
    spec:
      scaleTargetRef:
        apiVersion: apps/v1
        kind: Deployment
        name: web
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: "a-web"
    ---
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata:
      name: "a-web"
    spec:
      scaleTargetRef:
        apiVersion: apps/v1
        kind: Deployment
        name: "a-web"
    `,
  );

  builds(
    "of a component apply to what it is laid over, before the kustomization's own",
    `${base}
  #- over/kustomization.yaml
  resources: [../base]
  components: [../more]
  nameSuffix: -b
  #- more/kustomization.yaml
  apiVersion: kustomize.config.k8s.io/v1alpha1
  kind: Component
  nameSuffix: -a
  patches:
    - patch: |
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec: { template: null }
`,
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: "web-a-b"
    spec:
      replicas: 2
    `,
  );
});

describe("what cannot be built is found", () => {
  const files = `
  #- base/kustomization.yaml
  resources: [a.yaml]
  #- base/a.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata: { name: a }
  `;
  for (const [name, kustomization, code] of [
    ["a missing file", "resources: [../base, nothing.yaml]", "kustomize/missing-file"],
    ["a circle", "resources: [../base, ../over]", "kustomize/cycle"],
    ["a repository", "resources: [../base, 'https://github.com/a/b//c?ref=v1']", "kustomize/remote"],
    [
      "a patch for no object",
      '{ resources: [../base], patchesStrategicMerge: ["kind: ConfigMap\\nmetadata: { name: b }\\n"] }',
      "kustomize/unmatched-patch",
    ],
    [
      "a patch for an object of another apiVersion",
      '{ resources: [../base], patchesStrategicMerge: ["apiVersion: v2\\nkind: ConfigMap\\nmetadata: { name: a }\\n"] }',
      "kustomize/unmatched-patch",
    ],
    [
      "a patch for an object in another namespace",
      '{ resources: [../base], patchesStrategicMerge: ["apiVersion: v1\\nkind: ConfigMap\\nmetadata: { name: a, namespace: b }\\n"] }',
      "kustomize/unmatched-patch",
    ],
    [
      "an operation on nothing",
      '{ resources: [../base], patches: [{ target: { kind: ConfigMap }, patch: \'[{ "op": "remove", "path": "/data" }]\' }] }',
      "kustomize/failing-patch",
    ],
  ] as const) {
    test(name, () => {
      const { build } = builtFrom(`${files}\n  #- over/kustomization.yaml\n  ${kustomization}\n`, "over");
      assert.deepEqual(
        build.findings.map((finding) => [finding.code, finding.file]),
        [[code, "over/kustomization.yaml"]],
      );
      assert.equal(build.resources.length, 1);
    });
  }

  test("but nothing is missing around a kustomization that is looked at alone", () => {
    const { build } = builtFrom("#- kustomization.yaml\nresources: [a.yaml, ../base]\npatches: [{ path: b.yaml }]\n");
    assert.deepEqual(build.findings, []);
    assert.ok(build.missing.has("a.yaml") && build.missing.has("../base/kustomization.yaml"));
  });
});
