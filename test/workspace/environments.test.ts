import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { allFindings, createSnapshot, findingsOf, type Snapshot } from "../../server/src/workspace/snapshot.ts";
import { dedent, extractFiles } from "../support/fixture.ts";

function snapshotOf(fixture: string, previous?: Snapshot): Snapshot {
  return createSnapshot(extractFiles(dedent(fixture)), previous);
}

function environmentsOf({ environments }: Snapshot): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    environments.list.map(({ name, inventory }) => [
      name,
      inventory.workloads.map(({ id, replicas }) => `${id} × ${replicas.value}`),
    ]),
  );
}

const web =
  "{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { replicas: 2, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web, resources: { requests: { cpu: 500m, memory: 64Mi }, limits: { memory: 64Mi } } }] } } } }";

const shop = `
  #- base/kustomization.yaml
  resources: [web.yaml]
  #- base/web.yaml
  ${web}
  #- dev/kustomization.yaml
  resources: [../base]
  namespace: dev
  replicas: [{ name: web, count: 1 }]
  #- production/kustomization.yaml
  resources: [../base]
  namespace: production
  patches: [{ path: web.yaml }]
  #- production/web.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web }
  spec: { replicas: 3 }
`;

describe("environments", () => {
  test("are the overlays of one base, by their folders' names", () => {
    assert.deepEqual(environmentsOf(snapshotOf(shop)), {
      dev: ["Deployment/dev/web × 1"],
      production: ["Deployment/production/web × 3"],
    });
  });

  test("have the name that the ResourcePlan beside them says, and its settings", () => {
    const snapshot = snapshotOf(`${shop}
  #- dev/plan.yaml
  apiVersion: resource-planner.dev/v1
  kind: ResourcePlan
  metadata: { name: small }
  spec:
    environment: playground
    pools: [{ name: small, allocatable: { cpu: 2, memory: 4Gi }, nodes: { min: 0, max: 3 } }]
`);
    assert.deepEqual(Object.keys(environmentsOf(snapshot)), ["playground", "production"]);
    const [dev, production] = snapshot.environments.list;
    assert.equal(dev?.inventory.resourcePlan.name, "small");
    assert.deepEqual(
      dev?.inventory.supply.pools.map(({ name }) => name),
      ["small"],
    );
    assert.equal(production?.inventory.resourcePlan.document, undefined);
    assert.equal(snapshot.inventory.resourcePlan.document, undefined);
    assert.deepEqual(
      allFindings(snapshot).filter(({ code }) => code.startsWith("plan/")),
      [],
    );
  });

  test("of one name in several folders are one", () => {
    const snapshot = snapshotOf(`${shop}
  #- search/base/kustomization.yaml
  resources: [pod.yaml]
  #- search/base/pod.yaml
  { apiVersion: v1, kind: Pod, metadata: { name: search }, spec: { containers: [{ name: a, image: a }] } }
  #- search/dev/kustomization.yaml
  resources: [../base]
  #- search/production/kustomization.yaml
  resources: [../base]
`);
    assert.deepEqual(environmentsOf(snapshot)["dev"], ["Deployment/dev/web × 1", "Pod/default/search × 1"]);
  });

  test("are none without a base that is shared, or one that is changed", () => {
    const snapshot = snapshotOf(`
      #- a/kustomization.yaml
      resources: [web.yaml]
      #- a/web.yaml
      ${web}
      #- b/kustomization.yaml
      resources: [web.yaml]
      images: [{ name: web, newTag: "2" }]
      #- b/web.yaml
      ${web}
    `);
    assert.deepEqual(environmentsOf(snapshot), {});
  });

  test("are the same objects while nothing of theirs changes", () => {
    const before = snapshotOf(shop);
    const after = snapshotOf(
      `${shop}  #- other.yaml\n  { apiVersion: v1, kind: ConfigMap, metadata: { name: a } }\n`,
      before,
    );
    assert.deepEqual(after.environments.list, before.environments.list);
    assert.ok(after.environments.list.every((each, at) => each === before.environments.list[at]));
    const edited = snapshotOf(shop.replace("count: 1", "count: 2"), after);
    assert.equal(edited.environments.list[1], before.environments.list[1]);
    assert.deepEqual(environmentsOf(edited), environmentsOf(snapshotOf(shop.replace("count: 1", "count: 2"))));
  });
});

describe("findings of environments", () => {
  const autoscaled = `${shop}
  #- base/scaler.yaml
  apiVersion: autoscaling/v2
  kind: HorizontalPodAutoscaler
  metadata: { name: web }
  spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 2, maxReplicas: 4 }
`.replace("resources: [web.yaml]", "resources: [web.yaml, scaler.yaml]");

  const codesIn = (snapshot: Snapshot, file: string) =>
    findingsOf(snapshot, file).map(({ code, message, span }) => ({
      code,
      message,
      text: snapshot.files.get(file)?.text.slice(span.start, span.end),
    }));

  test("stand at the text that sets the value", () => {
    const snapshot = snapshotOf(autoscaled);
    const [inDev] = codesIn(snapshot, "dev/kustomization.yaml");
    assert.equal(inDev?.code, "replicas/written-under-autoscaler");
    assert.equal(inDev.text, "1");
    assert.match(inDev.message, /^In dev: /);
    const [inPatch] = codesIn(snapshot, "production/web.yaml");
    assert.equal(inPatch?.code, "replicas/written-under-autoscaler");
    assert.equal(inPatch.text, "3");
    assert.ok(!codesIn(snapshot, "base/web.yaml").some(({ code }) => code === "replicas/written-under-autoscaler"));
  });

  test("are one at one place, and say what holds where", () => {
    const text = autoscaled.replace("name: web }, minReplicas", "name: queue }, minReplicas");
    const message =
      "In dev: There is no Deployment queue in namespace dev. Nothing is scaled by this autoscaler. " +
      "In production: There is no Deployment queue in namespace production. Nothing is scaled by this autoscaler.";
    assert.deepEqual(codesIn(snapshotOf(text), "base/scaler.yaml"), [
      { code: "autoscaler/dangling-target", message, text: "queue" },
    ]);
    const alike = text.replaceAll("namespace: dev", "namespace: production");
    assert.deepEqual(codesIn(snapshotOf(alike), "base/scaler.yaml"), [
      {
        code: "autoscaler/dangling-target",
        message: "There is no Deployment queue in namespace production. Nothing is scaled by this autoscaler.",
        text: "queue",
      },
    ]);
  });

  test("mend each environment by one fix", () => {
    const text = autoscaled.replace("patches: [{ path: web.yaml }]", "patches:\n  - path: web.yaml");
    const snapshot = snapshotOf(text.replace("name: web }, minReplicas", "name: wbe }, minReplicas"));
    const [finding, ...others] = findingsOf(snapshot, "base/scaler.yaml");
    assert.deepEqual(others, []);
    assert.deepEqual(
      finding?.fix?.edits.map(({ file }) => file),
      ["dev/kustomization.yaml", "production/kustomization.yaml"],
    );
  });

  test("blame no base for what its overlays add", () => {
    const snapshot = snapshotOf(`
      #- base/kustomization.yaml
      resources: [web.yaml]
      #- base/web.yaml
      { apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { template: { spec: { containers: [{ name: web, image: web }] } } } }
      #- dev/kustomization.yaml
      resources: [../base]
      commonLabels: { app: web }
      #- production/kustomization.yaml
      resources: [../base]
      commonLabels: { app: web }
    `);
    const codes = allFindings(snapshot).map(({ code }) => code);
    assert.ok(!codes.some((code) => code.startsWith("schema/")), codes.join());
  });

  test("of the build itself stand in the kustomization", () => {
    const snapshot = snapshotOf(
      shop.replace(
        "metadata: { name: web }\n  spec: { replicas: 3 }",
        "metadata: { name: wbe }\n  spec: { replicas: 3 }",
      ),
    );
    assert.deepEqual(
      codesIn(snapshot, "production/kustomization.yaml").map(({ code }) => code),
      ["kustomize/unmatched-patch"],
    );
  });
});
