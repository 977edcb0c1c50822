import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  InitializeResult,
  Range,
  Registration,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import type { MessageConnection } from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { InitializationOptions, Status } from "../../server/src/protocol.ts";

/** How an editor introduces itself. */
export interface Introduction {
  readonly folders?: readonly string[];
  readonly options?: InitializationOptions;
  readonly capabilities?: ClientCapabilities;
  readonly processId?: number;
  /** The user's settings under `resourcePlanner`. */
  readonly settings?: unknown;
}

/** What VS Code announces, of what the server looks at. */
export const modern: ClientCapabilities = {
  textDocument: { diagnostic: {}, hover: { contentFormat: ["markdown", "plaintext"] } },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
  window: { workDoneProgress: true },
};

/** What a plain editor announces. */
export const plain: ClientCapabilities = { textDocument: {}, workspace: {} };

/** An editor at the other end of a connection: remembers what it is told, and does what a test says. */
export class Editor {
  readonly connection: MessageConnection;
  settings: unknown = {};
  refreshes: number = 0;
  /** How many chunks the server has written. */
  written: number = 0;
  readonly statuses: Status[] = [];
  readonly log: string[] = [];
  readonly progress: { readonly kind: string; readonly message?: string; readonly percentage?: number }[] = [];
  readonly registrations: Map<string, Registration> = new Map();
  readonly pushed: Map<string, readonly Diagnostic[]> = new Map();
  progressToken: unknown;
  readonly #documents = new Map<string, TextDocument>();
  #wake: () => void = () => {};

  constructor(connection: MessageConnection) {
    this.connection = connection;
    this.#hear("resourcePlanner/status", (status: Status) => this.statuses.push(status));
    this.#hear("window/logMessage", ({ message }: { message: string }) => this.log.push(message));
    this.#hear("$/progress", ({ value }: { value: { kind: string } }) => this.progress.push(value));
    this.#hear("textDocument/publishDiagnostics", (sent: { uri: string; diagnostics: Diagnostic[] }) =>
      this.pushed.set(sent.uri, sent.diagnostics),
    );
    this.#answer("workspace/configuration", () => [this.settings]);
    this.#answer("workspace/diagnostic/refresh", () => {
      this.refreshes++;
    });
    this.#answer("window/workDoneProgress/create", ({ token }: { token: unknown }) => {
      this.progressToken = token;
    });
    this.#answer("client/registerCapability", ({ registrations }: { registrations: Registration[] }) => {
      for (const registration of registrations) this.registrations.set(registration.id, registration);
    });
    this.#answer("client/unregisterCapability", ({ unregisterations }: { unregisterations: Registration[] }) => {
      for (const { id } of unregisterations) this.registrations.delete(id);
    });
    connection.listen();
  }

  /** Introduces itself as our own extension does, unless told otherwise. */
  async start(introduction: Introduction = {}): Promise<InitializeResult> {
    const { folders = [], capabilities = modern, options = { trusted: true }, processId = null } = introduction;
    this.settings = introduction.settings ?? {};
    const result = await this.connection.sendRequest<InitializeResult>("initialize", {
      processId,
      rootUri: null,
      capabilities,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
      ...(capabilities === plain ? {} : { initializationOptions: options }),
    });
    await this.connection.sendNotification("initialized", {});
    return result;
  }

  /** Waits until something that the server says makes it true. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Waits for a plan, or for the one of this number; throws where planning fails. */
  async planned(count = 1): Promise<void> {
    const isOver = ({ state, plan }: Status): boolean => (state === "planned" && plan >= count) || state === "failed";
    await this.until(() => this.statuses.some(isOver));
    const failed = this.statuses.find(({ state }) => state === "failed");
    if (failed !== undefined) throw new Error(failed.message);
  }

  async open(uri: string, text: string): Promise<void> {
    this.#documents.set(uri, TextDocument.create(uri, "yaml", 1, text));
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    });
  }

  /** Replaces the first occurrence of a text, as an incremental change. */
  async replace(uri: string, before: string, after: string): Promise<void> {
    const start = this.text(uri).indexOf(before);
    await this.edit(uri, start, start + before.length, after);
  }

  /** Replaces what stands between two offsets, as an incremental change. */
  async edit(uri: string, start: number, end: number, text: string): Promise<void> {
    const document = this.#document(uri);
    const changes = [{ range: { start: document.positionAt(start), end: document.positionAt(end) }, text }];
    const version = document.version + 1;
    this.#documents.set(uri, TextDocument.update(document, changes, version));
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: changes,
    });
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  text(uri: string): string {
    return this.#document(uri).getText();
  }

  async pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
  }

  /** Codes of a document's diagnostics with the text that each underlines. */
  async codes(uri: string): Promise<readonly string[]> {
    const report = await this.pull(uri);
    return "items" in report ? this.#described(uri, report.items) : [report.kind];
  }

  /** The same of what was pushed. */
  pushedCodes(uri: string): readonly string[] {
    return this.#described(uri, this.pushed.get(uri) ?? []);
  }

  /** The hover's text over the first occurrence of a text. */
  async hover(uri: string, over: string): Promise<string | undefined> {
    const document = this.#document(uri);
    const position = document.positionAt(document.getText().indexOf(over));
    const hover = await this.connection.sendRequest<Hover | null>("textDocument/hover", {
      textDocument: { uri },
      position,
    });
    return hover !== null && typeof hover.contents === "object" && "value" in hover.contents
      ? hover.contents.value
      : undefined;
  }

  /** Code actions at the first occurrence of a text. */
  async actions(uri: string, at: string, only?: readonly string[]): Promise<CodeAction[]> {
    const document = this.#document(uri);
    const start = document.getText().indexOf(at);
    const range: Range = { start: document.positionAt(start), end: document.positionAt(start) };
    const report = await this.pull(uri);
    const diagnostics = "items" in report ? report.items : [];
    return this.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics, ...(only && { only }) },
    });
  }

  /** Applies an edit to the open documents; of any other only that it would be edited is known. */
  async apply(edit: WorkspaceEdit | undefined): Promise<void> {
    for (const change of edit?.documentChanges ?? []) {
      if (!("textDocument" in change)) continue;
      const { uri } = change.textDocument;
      const edits = change.edits.map(({ range, ...rest }) => ({ range, text: "newText" in rest ? rest.newText : "" }));
      const document = this.#document(uri);
      const version = document.version + 1;
      // In the order of the protocol's change events each refers to the text after those before it: from the end on.
      const changes = edits.toReversed();
      this.#documents.set(uri, TextDocument.update(document, changes, version));
      await this.connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: changes,
      });
    }
  }

  /** The client saw a file change on disk. */
  async fileChanged(uri: string, how: "changed" | "deleted" = "changed"): Promise<void> {
    const type = how === "deleted" ? 3 : 2;
    await this.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri, type }] });
  }

  /** The patterns that the server had registered to be watched. */
  watched(): readonly unknown[] {
    const files = [...this.registrations.values()].filter(({ method }) => method.endsWith("didChangeWatchedFiles"));
    return files.flatMap(({ registerOptions }) =>
      registerOptions.watchers.map(({ globPattern }: { globPattern: unknown }) => globPattern),
    );
  }

  async leave(): Promise<void> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
  }

  #described(uri: string, diagnostics: readonly Diagnostic[]): readonly string[] {
    return diagnostics.map(({ code, range }) => `${code} ${this.#document(uri).getText(range)}`);
  }

  #document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open.`);
    return document;
  }

  #hear<T>(method: string, take: (params: T) => unknown): void {
    this.connection.onNotification(method, (params: T) => {
      take(params);
      this.#wake();
    });
  }

  #answer<T>(method: string, answer: (params: T) => unknown): void {
    this.connection.onRequest(method, (params: T) => {
      const result = answer(params) ?? null;
      this.#wake();
      return result;
    });
  }
}
