import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClientCapabilities, TextEdit } from "vscode-languageserver-protocol";
import { begin } from "./begin.ts";
import { type Editor, modern } from "./editor.ts";
import { deployment, limits, web } from "./workload.ts";

const formats: ClientCapabilities = {
  ...modern,
  textDocument: { ...modern.textDocument, formatting: { dynamicRegistration: true } },
};

test("our own extension is offered formatting as the setting says, unless another formats", limits, async () => {
  for (const [formattedElsewhere, isOffered] of [
    [false, true],
    [true, false],
  ] as const) {
    const options = { trusted: true, formattedElsewhere };
    const { editor, capabilities } = await begin({ capabilities: formats, options });
    assert.equal(capabilities.documentFormattingProvider, undefined);
    await editor.open(web, deployment);
    await editor.until(() => editor.watched().length > 0);
    assert.equal(isRegistered(editor), isOffered);
    editor.settings = { format: { manifests: isOffered ? "off" : "on" } };
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await editor.until(() => isRegistered(editor) !== isOffered);
  }
});

test("any other editor is offered formatting from the start, and gets no edits while it is off", limits, async () => {
  const { editor, capabilities } = await begin({
    capabilities: { textDocument: { formatting: {} } },
  });
  assert.equal(capabilities.documentFormattingProvider, true);
  await editor.open(web, deployment.replace("500m", "500m  "));
  const format = (): Promise<TextEdit[]> =>
    editor.connection.sendRequest("textDocument/formatting", { textDocument: { uri: web }, options: {} });
  assert.equal((await format()).length, 1);
  const settings = { resourcePlanner: { format: { manifests: "off" } } };
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings });
  assert.deepEqual(await format(), []);
});

function isRegistered({ registrations }: Editor): boolean {
  return [...registrations.values()].some(({ method }) => method === "textDocument/formatting");
}
