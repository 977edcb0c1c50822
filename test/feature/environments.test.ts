import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { codeLenses, resolveCodeLens } from "../../server/src/feature/code-lens.ts";
import { hover } from "../../server/src/feature/hover.ts";
import { positionAt } from "../../server/src/feature/to-lsp.ts";
import { combinePlans } from "../../server/src/plan/combine-plans.ts";
import { makePlan } from "../../server/src/plan/plan.ts";
import type { EnvironmentPlan } from "../../server/src/plan/plan-data.ts";
import { environmentParts, planAtOrigins } from "../../server/src/workspace/environment-plan.ts";
import { createSnapshot, type Snapshot, withPlan } from "../../server/src/workspace/snapshot.ts";
import { historyOf } from "../plan/history-of.ts";
import { dedent, extractFiles } from "../support/fixture.ts";

const fixture = dedent(`
  #- base/kustomization.yaml
  resources: [web.yaml]
  #- base/web.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web }
  spec:
    replicas: 2
    selector: { matchLabels: { app: web } }
    template:
      metadata: { labels: { app: web } }
      spec:
        containers:
          - name: web
            image: web
            resources: { requests: { cpu: 800m, memory: 64Mi } }
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
  spec: { template: { spec: { containers: [{ name: web, resources: { requests: { cpu: 1500m } } }] } } }
`);

let snapshot: Snapshot;

before(() => {
  const unplanned = createSnapshot(extractFiles(fixture));
  const history = historyOf([{ workload: "web", namespace: "dev", cpu: 0.08 }]);
  const plans = environmentParts(unplanned.environments, () => true).map(
    ({ environment, inventory }): EnvironmentPlan => {
      const host = { stop: () => false, elapsed: () => 0, progress: () => {}, forecasts: new Map() };
      const plan = makePlan({ inventory, history, options: { seed: 1 }, host });
      if (environment === undefined || !("workloads" in plan)) throw new Error("There is no plan.");
      return { name: environment.name, plan: planAtOrigins(environment, plan) };
    },
  );
  snapshot = withPlan(unplanned, combinePlans(plans));
});

/** What is shown at a text of a file. */
function hoverAt(file: string, text: string): string {
  const source = snapshot.files.get(file);
  if (source === undefined) throw new Error(`There is no ${file}.`);
  const position = positionAt(source, source.text.indexOf(text) + 1);
  const shown = hover(snapshot, file, position, { markdown: true, chart: false, automatic: true });
  return JSON.stringify(shown?.contents ?? "");
}

describe("at a base of several environments", () => {
  test("a value says what each makes of it, where that is set, and what its plan would write", () => {
    const shown = hoverAt("base/web.yaml", "800m");
    assert.match(shown, /- dev: 800m → \*\*100m\*\*\\n- production: 1500m, set in production\/web\.yaml/);
  });

  test("a value in a patch says what the environment that has it wants", () => {
    assert.doesNotMatch(hoverAt("production/web.yaml", "1500m"), /- dev/);
    assert.match(hoverAt("base/web.yaml", "replicas"), /- dev: 1, set in dev\/kustomization\.yaml\\n- production: 2/);
  });

  test("the lens above a workload shows the environments side by side", () => {
    assert.deepEqual(
      codeLenses(snapshot, "base/web.yaml", "apply").map(({ command }) => command?.title),
      ["dev 1 × 800m → 1 × 100m · production 2 × 1.5"],
    );
  });

  test("such a lens came whole, and stays so for an editor that asks for more of it", () => {
    const [lens] = codeLenses(snapshot, "base/web.yaml", "apply", true);
    assert.ok(lens?.command !== undefined);
    assert.deepEqual(resolveCodeLens(snapshot, lens, "apply"), lens);
  });
});
