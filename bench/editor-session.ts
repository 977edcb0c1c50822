import { existsSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import type { Diagnostic, DocumentDiagnosticReport, Position } from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { greet, type LanguageServer, startLanguageServer } from "./language-server.ts";

/** Which server is at the other end. */
export type ServerName = "ours" | "peer";

/** Where a server is started and what it judges by. */
export interface Place {
  readonly root: string;
  readonly folder: string;
  /** A JSON Schema file for every YAML file of the folder, which the peer is told of; ours has it built in. */
  readonly schema: string;
}

/** An editor at one of the two servers: both are asked and measured by the same steps. */
export class EditorSession {
  readonly name: ServerName;
  readonly server: LanguageServer;
  /** Messages and requests that the server has sent of its own. */
  messages: number = 0;
  readonly #folder: string;
  #document: TextDocument = TextDocument.create("", "yaml", 0, "");
  #pushed: readonly Diagnostic[] | undefined;
  #resultId: string | undefined;
  #wake: () => void = () => {};

  private constructor(name: ServerName, { root, folder, schema }: Place) {
    this.name = name;
    this.#folder = folder;
    const script = name === "ours" ? path.join(root, "dist", "server.cjs") : peerScript(root);
    this.server = startLanguageServer(script);
    const { connection } = this.server;
    const answers: Readonly<Record<string, unknown>> = {
      resourcePlanner: { plan: { automatic: false } },
      yaml: {
        schemas: { [pathToFileURL(schema).href]: "*.yaml" },
        schemaStore: { enable: false },
        validate: true,
        hover: true,
        completion: true,
        maxItemsComputed: 1_000_000,
      },
    };
    connection.onRequest("workspace/configuration", ({ items }: { items: readonly { section?: string }[] }) => {
      this.messages++;
      return items.map(({ section = "" }) => answers[section] ?? null);
    });
    for (const request of [
      "client/registerCapability",
      "workspace/diagnostic/refresh",
      "window/workDoneProgress/create",
    ])
      connection.onRequest(request, () => {
        this.messages++;
        return null;
      });
    connection.onNotification(
      "textDocument/publishDiagnostics",
      (params: { uri: string; diagnostics: Diagnostic[] }) => {
        this.messages++;
        if (params.uri !== this.#document.uri) return;
        this.#pushed = params.diagnostics;
        this.#wake();
      },
    );
    connection.onUnhandledNotification(() => {
      this.messages++;
    });
  }

  /** Starts a server on a folder. */
  static async start(name: ServerName, place: Place): Promise<EditorSession> {
    const session = new EditorSession(name, place);
    await greet(session.server.connection, place.folder);
    return session;
  }

  get text(): string {
    return this.#document.getText();
  }

  positionAt(offset: number): Position {
    return this.#document.positionAt(offset);
  }

  async open(file: string, text: string): Promise<void> {
    const uri = pathToFileURL(path.join(this.#folder, file)).href;
    this.#document = TextDocument.create(uri, "yaml", 1, text);
    this.#pushed = undefined;
    this.#resultId = undefined;
    await this.server.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    });
  }

  async closeDocument(): Promise<void> {
    const { uri } = this.#document;
    await this.server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  async change(start: number, end: number, text: string): Promise<void> {
    const range = { start: this.positionAt(start), end: this.positionAt(end) };
    const contentChanges = [{ range, text }];
    this.#document = TextDocument.update(this.#document, contentChanges, this.#document.version + 1);
    const { uri, version } = this.#document;
    this.#pushed = undefined;
    await this.server.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  /** The diagnostics of the text as it is now: asked for, or, of the peer, waited for. Undefined where none came in time. */
  async diagnostics(timeout: number = defaultTimeout): Promise<readonly Diagnostic[] | undefined> {
    return this.name === "ours" ? this.#pull() : this.#pushedWithin(timeout);
  }

  async hover(offset: number): Promise<unknown> {
    return this.#request("textDocument/hover", { position: this.positionAt(offset) });
  }

  async completion(offset: number): Promise<unknown> {
    return this.#request("textDocument/completion", { position: this.positionAt(offset) });
  }

  #request(method: string, params: object): Promise<unknown> {
    const textDocument = { uri: this.#document.uri };
    return this.server.connection.sendRequest(method, { textDocument, ...params });
  }

  async #pull(): Promise<readonly Diagnostic[]> {
    const report: DocumentDiagnosticReport = await this.server.connection.sendRequest("textDocument/diagnostic", {
      textDocument: { uri: this.#document.uri },
      ...(this.#resultId !== undefined && { previousResultId: this.#resultId }),
    });
    this.#resultId = report.resultId;
    if ("items" in report) this.#pushed = report.items;
    return this.#pushed ?? [];
  }

  async #pushedWithin(timeout: number): Promise<readonly Diagnostic[] | undefined> {
    const end = performance.now() + timeout;
    while (this.#pushed === undefined) {
      const left = end - performance.now();
      if (left <= 0) return undefined;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.#pushed;
  }
}

/** Milliseconds that a server has for an answer. */
const defaultTimeout = 60_000;

function peerScript(root: string): string {
  const script = path.join(root, "node_modules", "yaml-language-server", "bin", "yaml-language-server");
  if (!existsSync(script)) throw new Error("yaml-language-server is not installed: npm ci");
  return script;
}
