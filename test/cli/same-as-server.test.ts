import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, type TestContext, test } from "node:test";
import type { Diagnostic } from "vscode-languageserver-protocol";
import { diskUri } from "../../server/src/server/uris.ts";
import { folderWith } from "../node/folder.ts";
import { spawnServer } from "../protocol/spawn-server.ts";
import { type FoundJson, jsonOf, runIn, words } from "./terminal.ts";

const root = path.join(import.meta.dirname, "../..");
const limits = { timeout: 120_000 };
const severities = ["", "error", "warning", "information", "hint"];

/** With suppressions of each kind, so that these are compared as well. */
const configuration = `rules:
  quantity/suspicious-unit: off
  resources/*: information
  plan/over-requested: error
ignore: ["**/topology/**"]
`;
const suppressed = `# resource-planner-disable-file quantity/milli-memory: measured
# resource-planner-disable-file quantity/negative: of no use
apiVersion: v1
kind: Pod
metadata: { name: held, annotations: { ignore-check.kube-linter.io/unset-cpu-requirements: batch } }
spec: { containers: [{ name: a, image: a, resources: { requests: { memory: 128m } } }] }
---
apiVersion: v1
kind: Pod
metadata:
  name: annotated
  annotations: { resource-planner.dev/ignore: "resources/cpu-request-missing, schema/kind: batch" }
spec:
  containers:
    # resource-planner-disable-next-line resources/memory-limit-missing, plan/*: kept small by its heap
    - name: a
      image: a
`;

describe("the editor and the command line find the same", () => {
  test("in the example", limits, (t) => compare(t, textsIn("examples/serving")));

  test("in the example, with a configuration and suppressions", limits, (t) =>
    compare(t, {
      ...textsIn("examples/serving"),
      ".resource-planner.yaml": configuration,
      "deploy/held.yaml": suppressed,
    }),
  );

  test("in the examples of every rule", limits, (t) =>
    compare(t, { ...textsIn("test/rules/examples"), "held.yaml": suppressed, ".resource-planner.yaml": configuration }),
  );
});

function textsIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => /\.(ya?ml|csv|json)$/.test(name));
  return Object.fromEntries(
    files.map((name) => [name.split(path.sep).join("/"), readFileSync(path.join(root, folder, name), "utf8")]),
  );
}

async function compare(t: TestContext, texts: Readonly<Record<string, string>>): Promise<void> {
  const folder = folderWith(t, texts);
  const manifests = Object.keys(texts).filter((name) => /\.ya?ml$/.test(name));
  const { findings } = jsonOf<{ readonly findings: readonly FoundJson[] }>(
    "check",
    await runIn(folder, words("check --format json")),
  );
  const ofManifests = findings.filter(({ file }) => manifests.includes(file));
  const byEditor = await inEditor(t, folder, manifests);
  assert.deepEqual(byEditor.toSorted(), ofManifests.map(shownByCli).toSorted());
  assert.ok(byEditor.length > 0);
}

async function inEditor(t: TestContext, folder: string, manifests: readonly string[]): Promise<readonly string[]> {
  const { editor } = spawnServer(t);
  await editor.start({ folders: [diskUri(folder)] });
  await editor.planned();
  const shown: string[] = [];
  for (const file of manifests) {
    const report = await editor.pull(diskUri(path.join(folder, file)));
    if (report.kind === "full")
      shown.push(...report.items.map((each) => shownByEditor(file, each).replaceAll(`${diskUri(folder)}/`, "")));
  }
  await editor.leave();
  return shown;
}

function shownByCli({ file, code, severity, message, range: { start } }: FoundJson): string {
  return `${file}:${start.line}:${start.character} ${severity} ${code} ${message}`;
}

function shownByEditor(file: string, { range: { start }, severity, code, message }: Diagnostic): string {
  return `${file}:${start.line}:${start.character} ${severities[severity ?? 0]} ${code} ${message}`;
}
