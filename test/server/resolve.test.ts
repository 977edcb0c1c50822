import assert from "node:assert/strict";
import { test } from "node:test";
import type {
  ClientCapabilities,
  CodeAction,
  CodeLens,
  InlayHint,
  ServerCapabilities,
} from "vscode-languageserver-protocol";
import { begin } from "./begin.ts";
import { type Editor, modern } from "./editor.ts";
import { deployment, limits, planOfTexts, web } from "./workload.ts";

const lazy: ClientCapabilities = {
  ...modern,
  textDocument: {
    ...modern.textDocument,
    codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
    codeLens: { resolveSupport: { properties: ["command"] } },
    inlayHint: { resolveSupport: { properties: ["tooltip", "textEdits"] } },
  },
  workspace: { ...modern.workspace, applyEdit: true },
};

/** A mistake that no plan knows of, so that the file has more to fix than the workload. */
const text = withField("terminationGracePeriodSecond");
const fixed = withField("terminationGracePeriodSeconds").replace("500m", "120m");
const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

function withField(key: string): string {
  return deployment.replace("      containers:", `      ${key}: 9\n      containers:`);
}

async function planned(capabilities: ClientCapabilities): Promise<{ editor: Editor; offered: ServerCapabilities }> {
  const { editor, workerWith, capabilities: offered } = await begin({ capabilities });
  await editor.open(web, text);
  await (await workerWith(text)).answer({ plan: planOfTexts({ [web]: text }, { cpu: { request: 0.12 } }) });
  await editor.planned();
  return { editor, offered };
}

function everyFix(actions: readonly CodeAction[]): CodeAction | undefined {
  return actions.find(({ title }) => title.startsWith("Apply all fixes"));
}

test("the edit of a whole file is made when the action is chosen, of the text as it is then", limits, async () => {
  const { editor, offered } = await planned(lazy);
  assert.deepEqual(offered.codeActionProvider, {
    codeActionKinds: ["quickfix", "source.fixAll.resourcePlanner"],
    resolveProvider: true,
  });
  for (const only of [undefined, ["source.fixAll"]]) {
    const action = everyFix(await editor.actions(web, "500m", only));
    assert.equal(action?.edit, undefined);
    await editor.edit(web, 0, 0, "# edited\n");
    const resolved = await editor.connection.sendRequest<CodeAction>("codeAction/resolve", action);
    if (only === undefined) continue;
    await editor.apply(resolved.edit);
    assert.equal(editor.text(web), `# edited\n# edited\n${fixed}`);
  }
});

test("an editor that resolves nothing is sent everything at once", limits, async () => {
  const eager = { ...lazy, textDocument: { ...modern.textDocument, codeLens: {}, inlayHint: {} } };
  const { editor, offered } = await planned(eager);
  assert.deepEqual(
    [offered.codeLensProvider, offered.inlayHintProvider],
    [{ resolveProvider: false }, { resolveProvider: false }],
  );
  assert.ok(everyFix(await editor.actions(web, "500m"))?.edit);
  const textDocument = { uri: web };
  const [lens] = await editor.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument });
  assert.match(lens?.command?.title ?? "", /500m → 1 × 120m/);
  const [hint] = await editor.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", { textDocument, range });
  assert.equal(hint?.textEdits?.[0]?.newText, "120m");
});

test("a lens gets its command, a hint its reason and its edit, once they are looked at", limits, async () => {
  const { editor } = await planned(lazy);
  const textDocument = { uri: web };
  const [lens] = await editor.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument });
  assert.equal(lens?.command, undefined);
  const resolvedLens = await editor.connection.sendRequest<CodeLens>("codeLens/resolve", lens);
  assert.match(resolvedLens.command?.title ?? "", /500m → 1 × 120m/);
  const [hint] = await editor.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", { textDocument, range });
  assert.deepEqual([hint?.label, hint?.tooltip, hint?.textEdits], ["→ 120m", undefined, undefined]);
  const resolvedHint = await editor.connection.sendRequest<InlayHint>("inlayHint/resolve", hint);
  assert.equal(resolvedHint.textEdits?.[0]?.newText, "120m");
  assert.ok(resolvedHint.tooltip);
});

test("a lens and a hint of a value that has changed since say nothing, and write nothing", limits, async () => {
  const { editor } = await planned(lazy);
  const textDocument = { uri: web };
  const [lens] = await editor.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument });
  const [hint] = await editor.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", { textDocument, range });
  await editor.replace(web, "500m", "120m");
  const resolvedLens = await editor.connection.sendRequest<CodeLens>("codeLens/resolve", lens);
  assert.deepEqual(resolvedLens.command, { title: "", command: "" });
  assert.deepEqual(await editor.connection.sendRequest<InlayHint>("inlayHint/resolve", hint), hint);
});
