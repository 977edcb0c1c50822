import { PassThrough } from "node:stream";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver-protocol/node";
import type { Host } from "../../server/src/server/host.ts";
import { startServer } from "../../server/src/server/server.ts";
import { Editor } from "./editor.ts";

/** A server and an editor in one process, with the whole protocol between them. */
export function connect(host: Host): Editor {
  const toServer = new PassThrough();
  const toEditor = new PassThrough();
  const reader = new StreamMessageReader(toServer);
  startServer(createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(toEditor)), host);
  const editor = new Editor(
    createMessageConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer)),
  );
  toEditor.on("data", () => {
    editor.written++;
  });
  return editor;
}
