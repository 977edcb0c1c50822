import assert from "node:assert/strict";
import { test } from "node:test";
import { hover } from "../../server/src/feature/hover.ts";
import type { HoverOptions } from "../../server/src/feature/hover-options.ts";
import { positionAt } from "../../server/src/feature/to-lsp.ts";
import { createSnapshot } from "../../server/src/workspace/snapshot.ts";
import type { AdvisedContainers } from "../rules/advice-for.ts";
import { dedent, extractCursor } from "../support/fixture.ts";
import { requesting } from "./deployment.ts";
import { filesOf, type PlanWishes, plannedSnapshot, webChart } from "./planned.ts";

const advised: AdvisedContainers = { web: { web: { cpu: { request: 0.12, demand: 0.1, peak: 0.25 } } } };

test("a request: today's and the recommended value, the reason and the evidence", () => {
  const text = hoverAt(requesting("cpu: 5$000m"), { advised, charts: { "default/web//cpu": webChart } });
  assert.equal(
    planPart(text),
    dedent(`
      **cpu request** of container \`web\` in Deployment \`web\`

      500m → **120m** (−76 %)

      A test says so.

      - Highest use seen: 250m per replica
      - Forecast for 1d, all replicas: 200m on average, at most 240m (p95 of each step)
      - Model: seasonal. It was closest in the backtest.
      - Backtest: forecast 5 times from earlier history, 94 % of what followed stayed within the bound; error 0.71 × that of repeating the last season.
      - Confidence: 100 %`),
  );
});

test("a key says the same as its value", () => {
  const onKey = hoverAt(requesting("c$0pu: 500m"), { advised });
  const onValue = hoverAt(requesting("cpu: 50$00m"), { advised });
  assert.equal(onKey, onValue);
  assert.match(onKey ?? "", /500m → \*\*120m\*\*/);
});

test("the chart is an image that carries its own data, where the editor draws images", () => {
  const request = { advised, charts: { "default/web//cpu": webChart } };
  const text = hoverAt(requesting("cpu: 5$000m"), request, { chart: true }) ?? "";
  const image = /!\[[^\]]*\]\(data:image\/svg\+xml,([^|()\s"']+)\|width=\d+,height=\d+\)/.exec(text);
  assert.match(decodeURIComponent(image?.[1] ?? ""), /^<svg .*<\/svg>$/s);
  assert.doesNotMatch(hoverAt(requesting("cpu: 5$000m"), request) ?? "", /data:image/);
});

test("a value within the smallest worthwhile change stays", () => {
  const same: AdvisedContainers = { web: { web: { cpu: { request: 0.5, demand: 0.45 } } } };
  assert.match(hoverAt(requesting("cpu: 5$000m"), { advised: same }) ?? "", /^500m: stays as it is\.$/m);
});

test("a limit has a hover of its own", () => {
  const limited = requesting("cpu: 500m").replace("requests:", "limits: { memory: 1$0Gi }\n            requests:");
  const memory: AdvisedContainers = { web: { web: { memory: { request: 2 ** 29, limit: 2 ** 29 } } } };
  assert.match(hoverAt(limited, { advised: memory }) ?? "", /\*\*memory limit\*\*.*1Gi → \*\*512Mi\*\* \(−50 %\)/s);
});

test("without history it says what would give advice", () => {
  assert.match(
    hoverAt(requesting("cpu: 5$000m"), { advised: {} }) ?? "",
    /Nothing is recommended\. Usage history would give advice/,
  );
});

test("before the first plan it says that the plan is being made, or how to make one", () => {
  assert.match(hoverAt(requesting("cpu: 5$000m")) ?? "", /The plan is being made/);
  assert.match(hoverAt(requesting("cpu: 5$000m"), undefined, { automatic: false }) ?? "", /Run \*\*Plan Resources\*\*/);
});

test("a file that the ResourcePlan does not name is not planned, and the hover says so", () => {
  const files = `
    #- deploy/web.yaml
    ${requesting("cpu: 5$000m").trimEnd().replaceAll("\n", "\n    ")}
    #- plans/plan.yaml
    apiVersion: resource-planner.dev/v1
    kind: ResourcePlan
    metadata: { name: serving }
    spec: { manifests: ["*.yaml"] }
    `;
  assert.match(hoverAt(files) ?? "", /the ResourcePlan `serving` does not name this file/);
});

test("an init container keeps its values", () => {
  const fixture = requesting("cpu: 500m").replace(
    "containers:",
    "initContainers:\n        - name: setup\n          image: x\n          resources: { requests: { cpu: 1$00m } }\n      containers:",
  );
  assert.match(hoverAt(fixture, { advised }) ?? "", /An init container keeps its values/);
});

test("a container's name: all of its values in short, and the evidence for those that are missing", () => {
  const fixture = requesting("cpu: 500m").replace("name: web\n          image", "name: w$0eb\n          image");
  const request: AdvisedContainers = {
    web: { web: { cpu: { request: 0.12 }, memory: { request: 2 ** 29, demand: 2 ** 28 } } },
  };
  assert.equal(
    planPart(hoverAt(fixture, { advised: request })),
    dedent(`
      **Container** \`web\` of Deployment \`web\`

      - cpu request: 500m → **120m** (−76 %)
      - memory request: nothing written → **512Mi**

      **memory**: nothing written → **512Mi**

      A test says so.

      - Confidence: 100 %`),
  );
});

test("replicas: today's number, the recommended one, why, and whether they find a place", () => {
  const replicas = { current: 3, recommended: 5, reason: "60 requests/s at 12 each.", write: true };
  const text = hoverAt(requesting("cpu: 1").replace("replicas: 3", "replicas: $03"), { advised: {}, replicas });
  assert.equal(
    planPart(text),
    "**Replicas** of Deployment `web`\n\n3 → **5**\n\n60 requests/s at 12 each.\n\nAll 5 find a place on the planned nodes.",
  );
});

const autoscaler = (spec: string): string => `#- web.yaml
${requesting("cpu: 500m")}#- hpa.yaml
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
${spec}`;

test("an autoscaler's target: what it becomes with the recommended request", () => {
  const fixture = autoscaler(`  maxReplicas: 9
  metrics:
    - type: Resource
      resource: { name: cpu, target: { type: Utilization, averageUtilization: 1$08 } }
`);
  assert.match(
    hoverAt(fixture, { advised }) ?? "",
    /\*\*Target\*\* for cpu of Deployment `web`\n\n18 % → \*\*75 %\*\*/,
  );
});

test("an autoscaler's bounds speak of its workload's replicas", () => {
  const replicas = { current: 3, recommended: 9, needed: 14 };
  assert.match(
    hoverAt(autoscaler("  maxReplicas: $09\n"), { advised: {}, replicas }) ?? "",
    /The forecast peak needs 14, more than the largest number allowed\./,
  );
});

test("any field: what the schema says", () => {
  const text = hoverAt(requesting("cpu: 1").replace("selector:", "sel$0ector:"), { advised });
  assert.match(text ?? "", /\*\*selector\*\*.*required.*Label selector for pods/s);
});

test("a client without Markdown gets plain text", () => {
  const text = hoverAt(requesting("cpu: 5$000m"), { advised }, { markdown: false });
  assert.match(text ?? "", /^cpu request of container web in Deployment web$/m);
});

test("no hover beside keys and values, nor in an unknown file", () => {
  assert.equal(hoverAt("#- a.yaml\n# com$0ment\na: 1\n"), undefined);
  const snapshot = createSnapshot(new Map());
  assert.equal(hover(snapshot, "file:///gone.yaml", { line: 0, character: 0 }, defaults), null);
});

const defaults: HoverOptions = { markdown: true, chart: false, automatic: true };

function hoverAt(
  fixture: string,
  planned?: { readonly advised: AdvisedContainers } & PlanWishes,
  options: Partial<HoverOptions> = {},
): string | undefined {
  const marked = filesOf(fixture);
  const file = [...marked.keys()].find((name) => marked.get(name)?.includes("$0")) ?? "";
  const { text, offset } = extractCursor(marked.get(file) ?? "");
  const files = new Map([...marked, [file, text]]);
  const snapshot = planned === undefined ? createSnapshot(files) : plannedSnapshot(files, planned.advised, planned);
  const source = snapshot.files.get(file);
  const position = source === undefined ? { line: 0, character: 0 } : positionAt(source, offset);
  const shown = hover(snapshot, file, position, { ...defaults, ...options });
  return shown !== null && typeof shown.contents === "object" && "value" in shown.contents
    ? shown.contents.value
    : undefined;
}

/** The hover without what the schema says of the field. */
function planPart(text: string | undefined): string | undefined {
  return text?.split("\n\n---\n\n")[0];
}
