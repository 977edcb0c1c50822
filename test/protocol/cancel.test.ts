import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { Message, type ResponseMessage, StreamMessageReader } from "vscode-languageserver-protocol/node";
import { diskUri } from "../../server/src/server/uris.ts";
import { csvOf, folderWith } from "../node/folder.ts";
import { deployment } from "../server/workload.ts";
import { everything } from "./everything.ts";
import { spawnServer } from "./spawn-server.ts";

/** For a server that starts on a busy machine. */
const limits = { timeout: 120_000 };

const position = { line: 3, character: 8 };
const range = { start: { line: 0, character: 0 }, end: position };

const options = { tabSize: 2, insertSpaces: true };

/** Every request that the server answers, with what it asks beside the document. */
const requests: readonly (readonly [method: string, params: object])[] = [
  ["textDocument/diagnostic", {}],
  ["workspace/diagnostic", { previousResultIds: [] }],
  ["textDocument/hover", { position }],
  ["textDocument/completion", { position }],
  ["completionItem/resolve", { label: "cpu" }],
  ["textDocument/codeAction", { range, context: { diagnostics: [] } }],
  ["codeAction/resolve", { title: "Apply all fixes" }],
  ["textDocument/codeLens", {}],
  ["codeLens/resolve", { range }],
  ["textDocument/inlayHint", { range }],
  ["inlayHint/resolve", { position, label: "= 1Gi" }],
  ["textDocument/documentSymbol", {}],
  ["workspace/symbol", { query: "web" }],
  ["textDocument/foldingRange", {}],
  ["textDocument/selectionRange", { positions: [position] }],
  ["textDocument/documentLink", {}],
  ["textDocument/semanticTokens/full", {}],
  ["textDocument/semanticTokens/range", { range }],
  ["textDocument/definition", { position }],
  ["textDocument/references", { position, context: { includeDeclaration: true } }],
  ["textDocument/documentHighlight", { position }],
  ["textDocument/linkedEditingRange", { position }],
  ["textDocument/prepareRename", { position }],
  ["textDocument/rename", { position, newName: "api" }],
  ["textDocument/formatting", { options }],
  ["textDocument/rangeFormatting", { range, options }],
  ["textDocument/onTypeFormatting", { position, ch: "\n", options }],
  ["workspace/executeCommand", { command: "resourcePlanner.plan" }],
  ["resourcePlanner/report", {}],
  ["resourcePlanner/recommendedEdits", {}],
  ["resourcePlanner/newResourcePlan", {}],
  ["resourcePlanner/place", { file: "file:///nowhere.yaml", offset: 0 }],
];

test("every request can be canceled, and the server goes on", limits, async (t) => {
  const folder = folderWith(t, { "web.yaml": deployment, "usage.csv": csvOf("web", "cpu", 0.05, 96) });
  const uri = diskUri(path.join(folder, "web.yaml"));
  const { editor, child, stderr } = spawnServer(t);
  assert.ok(child.stdin && child.stdout);
  const answers = new Map<unknown, ResponseMessage>();
  new StreamMessageReader(child.stdout).listen((message) => {
    if (Message.isResponse(message)) answers.set(message.id, message);
  });
  await editor.start({ folders: [diskUri(folder)], capabilities: everything });
  await editor.open(uri, deployment);
  // In one piece, so that each request is there with its cancellation before it can be answered.
  const messages = requests.flatMap(([method, params]) => [
    framed({ id: method, method, params: { textDocument: { uri }, ...params } }),
    framed({ method: "$/cancelRequest", params: { id: method } }),
  ]);
  child.stdin.write(messages.join(""));
  await editor.planned();
  for (const [method] of requests) assert.equal(answers.get(method)?.error?.code, -32800, method);
  assert.ok((await editor.codes(uri)).includes("plan/over-requested 500m"));
  await editor.leave();
  assert.equal(stderr(), "");
});

function framed(message: object): string {
  const content = JSON.stringify({ jsonrpc: "2.0", ...message });
  return `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
}
