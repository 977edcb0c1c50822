import assert from "node:assert/strict";
import { test } from "node:test";
import type { CompletionItem } from "vscode-languageserver";
import { completion, resolveCompletion } from "../../server/src/feature/completion.ts";
import type { AdvisedContainers } from "../rules/advice-for.ts";
import { dedent } from "../support/fixture.ts";
import { atCursor, edited } from "./at-cursor.ts";
import { deployment } from "./deployment.ts";

const advised: AdvisedContainers = {
  web: { web: { cpu: { request: 0.34, demand: 0.3 }, memory: { request: 2 ** 29, limit: 2 ** 29, demand: 2 ** 28 } } },
};

test("the recommended value of a request stands first and is chosen, with its reason", () => {
  const [first, second] = itemsAt(deployment("resources:\n  requests:\n    cpu: $0"), advised);
  assert.deepEqual([first?.label, first?.preselect, first?.detail], ["340m", true, "A test says so."]);
  assert.deepEqual([second?.label, second?.preselect], ["50m", undefined]);
});

test("a value that is half typed, quoted or whole is replaced as a whole", () => {
  for (const [before, after] of [
    ["cpu: 5$0", "cpu: 340m"],
    ["cpu: 50$00m # guessed", "cpu: 340m # guessed"],
    ['cpu: "5$00m"', 'cpu: "340m"'],
    ["cpu:$0", "cpu: 340m"],
  ] as const) {
    const fixture = deployment(`resources:\n  requests:\n    ${before}`);
    assert.equal(accepted(fixture, "340m", advised), fixture.replace(before, after));
  }
});

test("the same in a flow map", () => {
  const fixture = deployment("resources: { requests: { memory: 1Gi, cpu: $0 } }");
  assert.equal(accepted(fixture, "340m", advised), fixture.replace("$0", "340m"));
});

test("a limit may be as the request", () => {
  const items = itemsAt(deployment("resources:\n  requests:\n    memory: 300Mi\n  limits:\n    memory: $0"), advised);
  assert.deepEqual(
    items.slice(0, 2).map(({ label, detail }) => [label, detail]),
    [
      ["512Mi", "A test says so."],
      ["300Mi", "as the request"],
    ],
  );
});

test("names of resources come with their recommended value, without those that are there", () => {
  const fixture = deployment("resources:\n  requests:\n    cpu: 500m\n    $0");
  assert.deepEqual(labels(fixture, advised), ["memory", "ephemeral-storage"]);
  assert.equal(accepted(fixture, "memory", advised), fixture.replace("$0", "memory: 512Mi"));
});

test("a whole block of resources, in the file's indentation", () => {
  const fixture = deployment("res$0");
  const [first] = itemsAt(fixture, advised);
  assert.equal(first?.label, "resources with recommended values");
  assert.equal(
    accepted(fixture, "resources with recommended values", advised),
    deployment("resources:\n  requests:\n    cpu: 340m\n    memory: 512Mi\n  limits:\n    memory: 512Mi"),
  );
});

test("the recommended number of replicas", () => {
  const fixture = deployment("").replace("replicas: 3", "replicas: $0");
  const replicas = { current: 3, recommended: 5, reason: "60 requests/s at 12 each.", write: true };
  const { snapshot, file, position } = atCursor(fixture, { advised, replicas });
  const [first] = completion(snapshot, file, position, options).items;
  assert.deepEqual([first?.label, first?.detail], ["5", "60 requests/s at 12 each."]);
});

test("keys of the schema: required ones first, none that is there, above or below", () => {
  const fixture = deployment("")
    .replace("  replicas: 3\n", "  $0\n")
    .replace(/ {2}selector:.*\n/, "");
  const found = labels(fixture);
  assert.equal(found[0], "selector");
  assert.ok(found.includes("replicas") && found.includes("strategy"));
  assert.ok(!found.includes("template"));
});

test("a key is written with what follows it, in the file's style", () => {
  const fixture = deployment("").replace("  replicas: 3\n", "  $0\n");
  assert.equal(accepted(fixture, "replicas"), fixture.replace("$0", "replicas: "));
  assert.equal(accepted(fixture, "strategy"), fixture.replace("$0", "strategy:\n    "));
  const container = deployment("$0");
  assert.equal(accepted(container, "env"), container.replace("$0", "env:\n            - "));
  const flow = deployment("resources: { $0 }");
  assert.equal(accepted(flow, "requests"), flow.replace("$0", "requests: {  }"));
});

test("a key whose colon is there is renamed alone", () => {
  const fixture = deployment("imagePull$0: Always");
  assert.equal(accepted(fixture, "imagePullPolicy"), fixture.replace("imagePull$0", "imagePullPolicy"));
});

test("works in half-typed text, at the beginning of an item, and with dashes in the parent's column", () => {
  const fixture = dedent(`
    apiVersion: v1
    kind: Pod
    metadata: { name: x }
    spec:
      containers:
      - name: a
        image: x
      - $0
      restartPol
  `);
  const found = labels(fixture);
  assert.equal(found[0], "name");
  assert.ok(found.includes("image"));
});

test("enumerations, booleans and defaults", () => {
  assert.deepEqual(labels(deployment("imagePullPolicy: $0")), ["Always", "IfNotPresent", "Never"]);
  assert.deepEqual(labels(deployment("stdin: $0")), ["true", "false"]);
});

test("an empty document: skeletons of the known kinds, and the first fields", () => {
  for (const fixture of ["$0", "# a file\n$0", "a: 1\n---\n$0"]) {
    const found = labels(fixture);
    assert.ok(found.includes("Deployment") && found.includes("ResourcePlan"), fixture);
  }
  const text = accepted("$0", "HorizontalPodAutoscaler");
  assert.match(text, /^apiVersion: autoscaling\/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n {2}name: web\nspec:\n/);
});

test("apiVersion and kind narrow each other", () => {
  assert.deepEqual(labels("apiVersion: $0\nkind: Deployment\n"), ["apps/v1"]);
  assert.ok(labels("apiVersion: apps/v1\nkind: $0\n").includes("StatefulSet"));
  assert.ok(!labels("apiVersion: apps/v1\nkind: $0\n").includes("Service"));
});

const others = `#- objects.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: elsewhere, namespace: other }
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: critical }
value: 1000
`;

test("names of objects in the same namespace", () => {
  const web = deployment("env:\n  - name: A\n    valueFrom: { configMapKeyRef: { name: $0 } }");
  assert.deepEqual(labels(`#- web.yaml\n${web}${others}`), ["settings"]);
  const ranked = deployment("").replace("      containers:", "      priorityClassName: $0\n      containers:");
  assert.deepEqual(labels(`#- web.yaml\n${ranked}${others}`), ["critical"]);
  const placed = deployment("").replace("  name: web\n", "  name: web\n  namespace: $0\n");
  assert.ok(labels(`#- web.yaml\n${placed}${others}`).includes("other"));
});

test("an autoscaler's target, a plan's workloads, and labels that select pods", () => {
  const web = deployment("");
  const with_ = (text: string): string => `#- web.yaml\n${web}#- more.yaml\n${text}`;
  const target =
    "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    kind: Deployment\n    name: $0\n";
  assert.deepEqual(labels(with_(target)), ["web"]);
  const plan = "apiVersion: resource-planner.dev/v1\nkind: ResourcePlan\nspec:\n  workloads:\n    - ref: $0\n";
  assert.deepEqual(labels(with_(plan)), ["Deployment/default/web"]);
  assert.deepEqual(labels(with_("apiVersion: v1\nkind: Service\nspec:\n  selector:\n    $0\n")), ["app"]);
  assert.deepEqual(labels(with_("apiVersion: v1\nkind: Service\nspec:\n  selector:\n    app: $0\n")), ["web"]);
});

test("nothing inside of comments and block scalars, nor in an unknown file", () => {
  assert.deepEqual(labels(deployment("# im$0")), []);
  assert.deepEqual(labels(deployment("command:\n  - |\n    spec:\n      $0")), []);
  const { snapshot } = atCursor("$0");
  assert.deepEqual(completion(snapshot, "file:///gone.yaml", { line: 0, character: 0 }, options).items, []);
});

test("an item of a list is a document of its own", () => {
  const list = `apiVersion: v1\nkind: List\nitems:\n  - ${deployment("").trimEnd().replaceAll("\n", "\n    ")}\n`;
  assert.ok(labels(list.replace("replicas: 3", "replicas: 3\n      $0")).includes("strategy"));
});

test("documentation is looked up when an item is looked at", () => {
  const item = itemsAt(deployment("imagePullP$0")).find(({ label }) => label === "imagePullPolicy");
  assert.ok(item);
  assert.equal(item.documentation, undefined);
  const { documentation } = resolveCompletion(item, { markdown: true });
  assert.match(typeof documentation === "object" ? documentation.value : "", /Image pull policy/);
});

test("an editor without snippets gets plain text", () => {
  const { snapshot, source, file, position } = atCursor("$0");
  const { items } = completion(snapshot, file, position, { ...options, snippets: false });
  const item = items.find(({ label }) => label === "Pod");
  assert.equal(item?.insertTextFormat, undefined);
  assert.match(edited(source, [textEditOf(item)]), /- name: web\n/);
});

const options = { snippets: true, retriggers: false, markdown: true };

function itemsAt(fixture: string, plan?: AdvisedContainers): readonly CompletionItem[] {
  const { snapshot, file, position } = atCursor(fixture, plan && { advised: plan });
  return completion(snapshot, file, position, options).items;
}

function labels(fixture: string, plan?: AdvisedContainers): readonly string[] {
  return itemsAt(fixture, plan).map(({ label }) => label);
}

/** The text after an item is taken, its places filled as they are offered. */
function accepted(fixture: string, label: string, plan?: AdvisedContainers): string {
  const { snapshot, source, file, position } = atCursor(fixture, plan && { advised: plan });
  const { items } = completion(snapshot, file, position, { ...options, snippets: false });
  const item = items.find((each) => each.label === label);
  assert.ok(item, `No ${label} among ${items.map((each) => each.label).join(", ")}`);
  return edited(source, [textEditOf(item)]);
}

function textEditOf(item: CompletionItem | undefined) {
  assert.ok(item?.textEdit !== undefined && "range" in item.textEdit);
  return item.textEdit;
}

test("a file that begins with an empty line is completed on its first lines", () => {
  for (const fixture of ["$0\n", "\n$0", "\n\nkind: Pod\napiVersion: v1\n$0\n"])
    assert.ok(labels(fixture).length > 0, fixture);
});
