import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Diagnostic, DocumentDiagnosticReport, ProtocolConnection } from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { planCommand, type Status, statusNotification } from "../server/src/protocol.ts";
import { greet, type LanguageServer, startLanguageServer } from "./language-server.ts";
import type { Subject } from "./subjects.ts";

/** When the server plans by itself. `always`: again after each change, without delay. */
export type Planning = "never" | "always";

/** The built server in a process of its own, and an editor at the other end of its standard streams. */
export class Session {
  readonly pid: number;
  /** How often a plan has begun, and whether one runs. */
  plansBegun: number = 0;
  planning: boolean = false;
  readonly #server: LanguageServer;
  readonly #connection: ProtocolConnection;
  #document: TextDocument = TextDocument.create("", "yaml", 0, "");
  #resultId: string | undefined;
  #wake: () => void = () => {};

  private constructor(server: LanguageServer, planning: Planning) {
    const { connection } = server;
    this.#server = server;
    this.#connection = connection;
    this.pid = server.pid;
    const plan = planning === "always" ? { automatic: true, delay: 0 } : { automatic: false };
    connection.onRequest("workspace/configuration", () => [{ plan }]);
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.onRequest("workspace/diagnostic/refresh", () => null);
    connection.onNotification(statusNotification, ({ state }: Status) => {
      this.planning = state === "planning";
      if (this.planning) this.plansBegun++;
      this.#wake();
    });
  }

  /** Starts the server on a workspace. */
  static async start(root: string, { folder }: Subject, planning: Planning): Promise<Session> {
    const server = startLanguageServer(path.join(root, "dist", "server.cjs"));
    const session = new Session(server, planning);
    await greet(server.connection, folder);
    return session;
  }

  get text(): string {
    return this.#document.getText();
  }

  async open(subject: Subject): Promise<void> {
    const file = path.join(subject.folder, subject.file);
    this.#document = TextDocument.create(pathToFileURL(file).href, "yaml", 1, readFileSync(file, "utf8"));
    const { uri, languageId, version } = this.#document;
    const text = this.text;
    await this.#connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version, text },
    });
  }

  /** Replaces a part of the open document. */
  async change(start: number, end: number, text: string): Promise<void> {
    const range = { start: this.#document.positionAt(start), end: this.#document.positionAt(end) };
    const version = this.#document.version + 1;
    const contentChanges = [{ range, text }];
    this.#document = TextDocument.update(this.#document, contentChanges, version);
    const { uri } = this.#document;
    await this.#connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  /** The open document's diagnostics; undefined where they are as they were. */
  async pull(): Promise<readonly Diagnostic[] | undefined> {
    const report: DocumentDiagnosticReport = await this.#connection.sendRequest("textDocument/diagnostic", {
      textDocument: { uri: this.#document.uri },
      ...(this.#resultId !== undefined && { previousResultId: this.#resultId }),
    });
    this.#resultId = report.resultId;
    return "items" in report ? report.items : undefined;
  }

  /** Plans the workspace and has the plan sent over. */
  async plan(): Promise<void> {
    await this.#connection.sendRequest("workspace/executeCommand", { command: planCommand });
  }

  /** Waits until something that the server says makes it true. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async close(): Promise<void> {
    await this.#server.close();
  }
}
