import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import {
  CancellationTokenSource,
  type CodeLens,
  type CompletionList,
  type DocumentSymbol,
  type InlayHint,
  type Location,
  type Position,
  type WorkspaceDiagnosticReport,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { diskUri } from "../../server/src/server/uris.ts";
import { csvOf, folderWith } from "../node/folder.ts";
import { deployment } from "../server/workload.ts";
import { everything } from "./everything.ts";
import { spawnServer } from "./spawn-server.ts";

/** For a server that starts, reads, and plans on a busy machine. */
const limits = { timeout: 120_000 };

const autoscaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  maxReplicas: 4
  metrics: [{ type: External, external: { metric: { name: queue }, target: { type: Value, value: 30 } } }]
`;

test("every request is answered over stdio", limits, async (t) => {
  const files = { "web.yaml": deployment, "hpa.yaml": autoscaler, "usage.csv": csvOf("web", "cpu", 0.05, 96) };
  const folder = folderWith(t, files);
  const [web, hpa] = ["web.yaml", "hpa.yaml"].map((file) => diskUri(path.join(folder, file))) as [string, string];
  const { editor, stderr } = spawnServer(t);
  const { capabilities } = await editor.start({ folders: [diskUri(folder)], capabilities: everything });
  await editor.open(web, deployment);
  await editor.planned();
  const textDocument = { uri: web };
  const ask = <T>(method: string, more: object = {}): Promise<T> =>
    editor.connection.sendRequest(`textDocument/${method}`, { textDocument, ...more });
  const at = (text: string): Position => positionOf(deployment, text);
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

  await t.test("completion, the recommended value first", async () => {
    const { items } = await ask<CompletionList>("completion", { position: at("500m") });
    assert.equal(items[0]?.preselect, true);
    assert.ok(await editor.connection.sendRequest("completionItem/resolve", items[0]));
  });
  await t.test("symbols of the file and of the workspace", async () => {
    const [symbol] = await ask<DocumentSymbol[]>("documentSymbol");
    assert.equal(symbol?.name, "Deployment/default/web");
    const found = await editor.connection.sendRequest<{ name: string }[]>("workspace/symbol", { query: "horizontal" });
    assert.deepEqual(
      found.map(({ name }) => name),
      ["HorizontalPodAutoscaler/default/web"],
    );
  });
  await t.test("folding, selection, links, tokens", async () => {
    assert.ok((await ask<unknown[]>("foldingRange")).length > 3);
    assert.equal((await ask<unknown[]>("selectionRange", { positions: [at("500m")] })).length, 1);
    assert.deepEqual(await ask("documentLink"), []);
    assert.ok((await ask<{ data: number[] }>("semanticTokens/full")).data.length > 0);
    assert.ok((await ask<{ data: number[] }>("semanticTokens/range", { range })).data.length > 0);
  });
  await t.test("definition, references, highlights, linked labels, rename", async () => {
    const position = at("web\nspec");
    const [place] = await editor.connection.sendRequest<Location[]>("textDocument/definition", {
      textDocument: { uri: hpa },
      position: positionOf(autoscaler, "web }\n  max"),
    });
    assert.equal(place?.uri, web);
    const found = await ask<Location[]>("references", { position, context: { includeDeclaration: false } });
    assert.deepEqual(
      found.map(({ uri }) => uri),
      [hpa],
    );
    assert.equal((await ask<unknown[]>("documentHighlight", { position })).length, 1);
    assert.ok(await ask("linkedEditingRange", { position: at("app: web } }\n    spec") }));
    assert.ok(await ask("prepareRename", { position }));
    const edit = await ask<WorkspaceEdit>("rename", { position, newName: "api" });
    assert.equal(edit.documentChanges?.length, 2);
    await assert.rejects(ask("rename", { position, newName: "Not A Name" }), /lower case/);
  });
  await t.test("formatting, of the file, of a part, and of a new line", async () => {
    const options = { tabSize: 2, insertSpaces: true };
    assert.deepEqual(await ask("formatting", { options }), []);
    assert.deepEqual(await ask("rangeFormatting", { options, range }), []);
    assert.deepEqual(await ask("onTypeFormatting", { options, position: at("500m"), ch: "\n" }), []);
  });
  await t.test("lens and hints; the lens's command has the editor write", async () => {
    const [lens] = await ask<CodeLens[]>("codeLens");
    assert.match(lens?.command?.title ?? "", /^\d × 500m → \d × \d+m/);
    const hints = await ask<InlayHint[]>("inlayHint", { range });
    assert.match(String(hints[0]?.label), /^→ \d+m$/);
    const applied = new Promise<WorkspaceEdit>((resolve) => {
      editor.connection.onRequest("workspace/applyEdit", ({ edit }: { edit: WorkspaceEdit }) => {
        resolve(edit);
        return { applied: true };
      });
    });
    const { command = "", arguments: sent } = lens?.command ?? {};
    assert.ok(capabilities.executeCommandProvider?.commands.includes(command));
    assert.equal(await editor.connection.sendRequest("workspace/executeCommand", { command, arguments: sent }), true);
    assert.ok((await applied).documentChanges?.length);
  });
  await t.test("the workspace's diagnostics; a held request is canceled", async () => {
    const pull = (previousResultIds: object[], source = new CancellationTokenSource()) =>
      editor.connection.sendRequest<WorkspaceDiagnosticReport>(
        "workspace/diagnostic",
        { previousResultIds },
        source.token,
      );
    const { items } = await pull([{ uri: hpa, value: "old" }]);
    assert.deepEqual(
      items.map(({ uri }) => uri),
      [hpa],
    );
    const source = new CancellationTokenSource();
    const held = pull(
      items.map(({ uri, resultId }) => ({ uri, value: resultId })),
      source,
    );
    source.cancel();
    await assert.rejects(held, { code: -32800 });
  });
  await editor.leave();
  assert.equal(stderr(), "");
});

test("an editor is offered what it asks for and nothing else", limits, async (t) => {
  const { editor } = spawnServer(t);
  const { capabilities } = await editor.start({ capabilities: { textDocument: { completion: {} } } });
  const offered = Object.keys(capabilities).filter((name) => name.endsWith("Provider"));
  assert.deepEqual(offered.sort(), [
    "codeActionProvider",
    "completionProvider",
    "executeCommandProvider",
    "hoverProvider",
  ]);
});

function positionOf(text: string, part: string): Position {
  const before = text.slice(0, text.indexOf(part)).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
