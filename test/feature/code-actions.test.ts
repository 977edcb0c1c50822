import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits } from "../../server/src/document/edit.ts";
import { codeActions } from "../../server/src/feature/code-actions.ts";
import { diagnostics } from "../../server/src/feature/diagnostics.ts";
import { positionAt, spanOf } from "../../server/src/feature/to-lsp.ts";
import { createSnapshot, type Snapshot } from "../../server/src/workspace/snapshot.ts";
import type { AdvisedContainers } from "../rules/advice-for.ts";
import { dedent, extractCursor } from "../support/fixture.ts";
import { filesOf, plannedSnapshot } from "./planned.ts";

const twoContainers = `
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
  spec:
    selector: { matchLabels: { app: web } }
    template:
      metadata: { labels: { app: web } }
      spec:
        containers:
          - name: api # the one that matters
            image: api
            resources:
              requests:
                cpu: $0500m # guessed
                memory: 1Gi
          - name: proxy
            image: proxy
            resources: { requests: { cpu: "1" } }
  `;

const advised: AdvisedContainers = {
  web: {
    api: { cpu: { request: 0.12 }, memory: { request: 2 ** 29 } },
    proxy: { cpu: { request: 0.2 } },
  },
};

test("the fix of one value, then of its container, its workload", () => {
  assert.deepEqual(titles(twoContainers, advised), [
    "Set cpu request to 120m (preferred)",
    "Apply all recommendations for container api",
    "Apply all recommendations for Deployment/web",
  ]);
});

test("one value: nothing else changes", () => {
  checkAction(twoContainers, advised, "Set cpu request to 120m", (text) => text.replace("500m", "120m"));
});

test("one container: its values and nobody else's", () => {
  checkAction(twoContainers, advised, "Apply all recommendations for container api", (text) =>
    text.replace("500m", "120m").replace("1Gi", "512Mi"),
  );
});

test("one workload: all of its containers, each in its own style", () => {
  checkAction(twoContainers, advised, "Apply all recommendations for Deployment/web", (text) =>
    text.replace("500m", "120m").replace("1Gi", "512Mi").replace('"1"', '"200m"'),
  );
});

test("values that are missing side by side become one block", () => {
  const fixture = `
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
      selector: { matchLabels: { app: web } }
      template:
        metadata: { labels: { app: web } }
        spec:
          containers:
            - name: $0api
              image: api
    `;
  checkAction(fixture, advised, "Set cpu request to 120m and memory request to 512Mi", (text) =>
    text.replace(
      "          image: api\n",
      "          image: api\n          resources:\n            requests:\n              cpu: 120m\n              memory: 512Mi\n",
    ),
  );
});

test("an autoscaler in another file follows the request whose scaling point it keeps", () => {
  const fixture = `#- web.yaml${dedent(twoContainers).replace(/^/, "\n")}#- hpa.yaml
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  maxReplicas: 9
  metrics:
    - type: ContainerResource
      containerResource: { name: cpu, container: api, target: { type: Utilization, averageUtilization: 20 } }
`;
  const after = applied(fixture, advised, /^Set cpu request to 120m/);
  assert.match(after.get("file:///project/web.yaml") ?? "", /cpu: 120m # guessed/);
  assert.match(after.get("file:///project/hpa.yaml") ?? "", /averageUtilization: 84 /);
});

const mixed = `
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
  spec:
    replica: 2
    selector: { matchLabels: { app: web } }
    template:
      metadata: { labels: { app: web } }
      spec:
        containers:
          - name: api
            image: api
            resources:
              requests:
                cpu: 500m
                memory: 512m
  $0`;

test("the whole file: every fix and recommendation, and then nothing is left to do", () => {
  const only = ["source.fixAll.resourcePlanner"];
  const after = applied(mixed, advised, /^Apply all fixes/, only).get("file:///project/test.yaml") ?? "";
  assert.equal(
    after,
    extractCursor(dedent(mixed)).text.replace("replica:", "replicas:").replace("500m", "120m").replace("512m", "512Mi"),
  );
  assert.deepEqual(titles(`${after}$0`, advised, only), []);
});

test("the whole file is not offered where there are only suggestions, also to an editor that resolves it later", () => {
  const only = ["source.fixAll"];
  const { snapshot, request } = setUp(mixed.replace("replica:", "replicas:").replace(/resources:[^$]*/, ""), {});
  const target = { sources: snapshot.files, versions: new Map(), documentChanges: false };
  const options = { schema: true };
  const suggested = codeActions(snapshot, { ...request, range: wholeFile }, target, options);
  assert.ok(suggested.some(({ kind, isPreferred }) => kind === "quickfix" && isPreferred === false));
  assert.deepEqual(codeActions(snapshot, { ...request, only, resolves: true }, target, options), []);
});

const wholeFile = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

test("kinds are a hierarchy: who asks for `source.fixAll` gets ours, who asks for another kind nothing", () => {
  assert.deepEqual(titles(mixed, advised, ["source.fixAll"]), ["Apply all fixes and recommendations in this file"]);
  assert.deepEqual(titles(mixed, advised, ["source.fixAll.eslint"]), []);
  assert.deepEqual(titles(twoContainers, advised, ["refactor"]), []);
  assert.equal(titles(twoContainers, advised, ["quickfix"]).length, 3);
});

test("a misspelled field offers the name that was meant, and the whole file where that is more", () => {
  assert.deepEqual(titles(mixed.replace("$0", "").replace("replica:", "repl$0ica:"), {}), [
    "Rename to replicas (preferred)",
    "Apply all fixes and recommendations in this file",
  ]);
});

test("no actions where nothing is found, nor for an unknown file", () => {
  assert.deepEqual(titles(twoContainers.replace("$0", "").replace("kind:", "ki$0nd:"), advised), []);
  const target = { sources: new Map(), versions: new Map(), documentChanges: true };
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const request = { file: "file:///gone.yaml", range, only: undefined, diagnostics: [] };
  assert.deepEqual(codeActions(createSnapshot(new Map()), request, target, { schema: true }), []);
});

test("an action names the diagnostic that it mends", () => {
  const { snapshot, request } = setUp(twoContainers, advised);
  const target = { sources: snapshot.files, versions: new Map(), documentChanges: true };
  const [first] = codeActions(snapshot, request, target, { schema: true });
  assert.deepEqual(
    first?.diagnostics?.map(({ code }) => code),
    ["plan/over-requested"],
  );
});

test("where another extension validates schemas, its findings and their fixes are not ours", () => {
  const { snapshot, request } = setUp(mixed.replace("$0", "").replace("replica:", "repl$0ica:"), {});
  const target = { sources: snapshot.files, versions: new Map(), documentChanges: true };
  assert.deepEqual(codeActions(snapshot, request, target, { schema: false }), []);
  const codes = diagnostics(snapshot, request.file, { schema: false }).map(({ code }) => code);
  assert.ok(codes.includes("quantity/milli-memory") && !codes.includes("schema/unknown-field"), codes.join());
});

test("schema findings of a ResourcePlan are ours even then", () => {
  const { snapshot, request } = setUp("apiVersion: resource-planner.dev/v1\nkind: ResourcePlan\nspeck: {}\n$0", {});
  const codes = diagnostics(snapshot, request.file, { schema: false }).map(({ code }) => code);
  assert.ok(codes.includes("schema/unknown-field"), codes.join());
});

function setUp(fixture: string, plan: AdvisedContainers) {
  const marked = filesOf(fixture);
  const file = [...marked.keys()].find((name) => marked.get(name)?.includes("$0")) ?? "";
  const { text, offset } = extractCursor(marked.get(file) ?? "");
  const snapshot = plannedSnapshot(new Map([...marked, [file, text]]), plan);
  const source = snapshot.files.get(file);
  assert.ok(source);
  const position = positionAt(source, offset);
  const shown = diagnostics(snapshot, file, { schema: true });
  return {
    snapshot,
    request: { file, range: { start: position, end: position }, only: undefined, diagnostics: shown },
  };
}

function actionsAt(fixture: string, plan: AdvisedContainers, only?: readonly string[]) {
  const { snapshot, request } = setUp(fixture, plan);
  const target = { sources: snapshot.files, versions: new Map(), documentChanges: false };
  return { snapshot, actions: codeActions(snapshot, { ...request, only }, target, { schema: true }) };
}

function titles(fixture: string, plan: AdvisedContainers, only?: readonly string[]): readonly string[] {
  const { actions } = actionsAt(fixture, plan, only);
  const fixing = actions.filter(({ title }) => !/^(Dismiss|Turn) /.test(title));
  return fixing.map(({ title, isPreferred }) => `${title}${isPreferred === true ? " (preferred)" : ""}`);
}

/** The texts of all files after the first action whose title matches. */
function applied(
  fixture: string,
  plan: AdvisedContainers,
  title: RegExp | string,
  only?: readonly string[],
): ReadonlyMap<string, string> {
  const { snapshot, actions } = actionsAt(fixture, plan, only);
  const action = actions.find((each) => each.title === title || (title instanceof RegExp && title.test(each.title)));
  assert.ok(action?.edit?.changes, `No action ${title} among: ${actions.map((each) => each.title).join(", ")}`);
  return textsAfter(snapshot, action.edit.changes);
}

function textsAfter(
  snapshot: Snapshot,
  changes: NonNullable<NonNullable<ReturnType<typeof codeActions>[number]["edit"]>["changes"]>,
): ReadonlyMap<string, string> {
  return new Map(
    [...snapshot.files].map(([file, source]) => {
      const edits = (changes[file] ?? []).map(({ range, newText }) => ({ file, span: spanOf(source, range), newText }));
      return [file, applyEdits(source.text, edits)];
    }),
  );
}

function checkAction(
  fixture: string,
  plan: AdvisedContainers,
  title: string,
  expected: (before: string) => string,
): void {
  const { text } = extractCursor(dedent(fixture));
  assert.equal(applied(fixture, plan, title).get("file:///project/test.yaml"), expected(text));
}
