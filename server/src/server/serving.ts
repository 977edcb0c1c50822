import type { Connection, Diagnostic, WorkspaceFolder } from "vscode-languageserver";
import { CodeLensRefreshRequest, DidChangeConfigurationNotification, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CompletionOptions } from "../feature/completion.ts";
import { type DiagnosticOptions, diagnostics } from "../feature/diagnostics.ts";
import type { HoverOptions } from "../feature/hover-options.ts";
import type { EditTarget } from "../feature/to-lsp.ts";
import type { Plan, PlanBacktest } from "../plan/plan-data.ts";
import { summaryLine } from "../plan/report-facts.ts";
import { type Status, statusNotification } from "../protocol.ts";
import { governingPlans } from "../workspace/environment-plan.ts";
import type { Client } from "./client.ts";
import { SentDiagnostics } from "./diagnostics.ts";
import { Formatter } from "./formatter.ts";
import type { Host } from "./host.ts";
import { Planner } from "./planner.ts";
import { logged } from "./safely.ts";
import { readSettings, type Settings } from "./settings.ts";
import { normalUri } from "./uris.ts";
import { Watchers } from "./watchers.ts";
import { showLate } from "./work-progress.ts";
import { type FileChange, Workspace } from "./workspace.ts";
import { WorkspacePull } from "./workspace-pull.ts";

/** One editor being served: the workspace, the planner behind it, and what has to follow when either changes. */
export class Serving {
  readonly connection: Connection;
  readonly client: Client;
  readonly workspace: Workspace;
  readonly planner: Planner;
  readonly documents: TextDocuments<TextDocument> = new TextDocuments(TextDocument);
  readonly sent: SentDiagnostics = new SentDiagnostics();
  /** Settled when the manifests have been read for the first time: before that, a reference to another file cannot be judged. */
  readonly ready: Promise<void>;
  readonly workspacePull: WorkspacePull;
  readonly #host: Host;
  readonly #watchers: Watchers;
  readonly #formatter: Formatter;
  #setReady: () => void = () => {};
  #cancelPush: (() => void) | undefined;
  #plans = 0;

  constructor(connection: Connection, host: Host, client: Client) {
    this.connection = connection;
    this.client = client;
    this.#host = host;
    this.#watchers = new Watchers(connection, client);
    this.#formatter = new Formatter(connection, client);
    this.workspace = new Workspace(host, { ...client, log: this.logWarning });
    this.workspacePull = new WorkspacePull({
      files: () => this.workspace.snapshot().files.keys(),
      open: () => this.workspace.versions,
      diagnosticsOf: (uri) => this.diagnosticsOf(uri),
      after: host.after,
    });
    this.ready = new Promise((resolve) => {
      this.#setReady = resolve;
    });
    this.planner = new Planner({
      job: () => this.workspace.job(),
      startWorker: host.startWorker,
      after: host.after,
      settings: () => ({ ...this.workspace.settings.plan, refresh: refreshSeconds(this.workspace) }),
      accept: (plan) => this.#accept(plan),
      backtested: (backtest) => this.#acceptBacktest(backtest),
      status: (state, message) => this.#sendStatus({ state, message, plan: this.#plans }),
      log: this.logWarning,
    });
  }

  /** The editor is ready to be asked: reads settings and manifests, and begins to plan. */
  async start(): Promise<void> {
    if (this.client.registersConfiguration) {
      this.#follow(
        "Registering",
        this.connection.client.register(DidChangeConfigurationNotification.type, { section }),
      );
    }
    this.#takeOver(await this.#settings(undefined));
    await this.#scan();
  }

  /** Settings may have changed. `sent` are the new ones where the editor does not answer when asked for them. */
  async configure(sent: unknown): Promise<void> {
    const settings = await this.#settings(sent);
    if (JSON.stringify(settings) === JSON.stringify(this.workspace.settings)) return;
    this.#takeOver(settings);
    await this.#scan();
  }

  async changeFolders(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): Promise<void> {
    this.workspace.changeFolders(
      added.map(({ uri }) => uri),
      removed.map(({ uri }) => uri),
    );
    await this.#scan();
  }

  async changeFiles(changes: readonly FileChange[]): Promise<void> {
    await this.#whereChanged(() => this.workspace.refresh(changes));
  }

  openOrChange(document: TextDocument): void {
    this.workspace.open(document.uri, { text: document.getText(), version: document.version });
    this.planner.changed();
    this.workspacePull.changed();
    if (!this.client.pullsDiagnostics) this.#pushSoon();
  }

  async close(uri: string): Promise<void> {
    this.sent.forget(uri);
    if (!this.client.pullsDiagnostics) this.#send(this.connection.sendDiagnostics({ uri, diagnostics: [] }));
    await this.#whereChanged(async () => {
      this.workspace.close(uri);
      // Unsaved changes are gone with the document.
      await this.workspace.refresh([{ uri, deleted: false }]);
    });
    this.workspacePull.changed();
  }

  /** What the editor is to show of a document. */
  diagnosticsOf(uri: string): Diagnostic[] {
    return diagnostics(this.workspace.snapshot(), normalUri(uri), this.diagnosticOptions);
  }

  get diagnosticOptions(): DiagnosticOptions {
    const { validate } = this.workspace.settings.schema;
    return {
      schema: validate === "on" || (validate === "auto" && !this.client.schemaValidatedElsewhere),
      documentation: this.#host.documentation,
    };
  }

  /** Whether manifests are formatted when the editor asks for it. */
  get formats(): boolean {
    const { manifests } = this.workspace.settings.format;
    return manifests === "on" || (manifests === "auto" && !this.client.formattedElsewhere);
  }

  get hoverOptions(): HoverOptions {
    const { client, workspace } = this;
    const { hover, plan } = workspace.settings;
    return { markdown: client.markdownHovers, chart: hover.chart && client.own, automatic: plan.automatic };
  }

  get completionOptions(): CompletionOptions {
    const item = this.client.textDocument.completion?.completionItem;
    return {
      snippets: item?.snippetSupport ?? false,
      retriggers: this.client.own,
      markdown: item?.documentationFormat?.includes("markdown") ?? false,
    };
  }

  /** Folders in which an edit may create a file: none where the editor does not do that. */
  get newFileFolders(): readonly string[] {
    const { resourceOperations, documentChanges } = this.client.workspace.workspaceEdit ?? {};
    return documentChanges && resourceOperations?.includes("create") ? this.workspace.folders : [];
  }

  get editTarget(): EditTarget {
    const { workspace, client } = this;
    return {
      sources: workspace.snapshot().files,
      versions: workspace.versions,
      documentChanges: client.documentChanges,
    };
  }

  get #late(): Parameters<typeof showLate>[1] {
    return { connection: this.connection, after: this.#host.after, logError: this.logError };
  }

  readonly logWarning = (message: string): void => this.connection.console.warn(message);

  readonly logError = (message: string): void => this.connection.console.error(message);

  /** An editor that fails to answer leaves the defaults in force. */
  async #settings(sent: unknown): Promise<Settings> {
    if (!this.client.configuration) return readSettings(sent);
    try {
      return readSettings(await this.connection.workspace.getConfiguration(section));
    } catch (error) {
      this.logError(`The editor did not give its settings: ${String(error)}`);
      return readSettings(undefined);
    }
  }

  #takeOver(settings: Settings): void {
    this.workspace.setSettings(settings);
    this.#follow("Offering to format", this.#formatter.offer(this.formats));
  }

  async #scan(): Promise<void> {
    try {
      await showLate("Reading manifests", this.#late, (progress) => this.workspace.scan(progress));
    } finally {
      this.#setReady();
    }
    this.#changed();
    await this.#followSources();
  }

  async #whereChanged(work: () => Promise<void>): Promise<void> {
    const before = this.workspace.job();
    await work();
    if (this.workspace.job() !== before) this.#changed();
  }

  /** Other inputs than the text of the document in front of the user: everything is due anew. */
  #changed(): void {
    this.planner.changed();
    this.#refresh();
  }

  /** An open report asks for the plan anew; findings and values are as they were. */
  #acceptBacktest(backtest: PlanBacktest): void {
    this.#plans++;
    this.workspace.acceptBacktest(backtest);
    const { plan } = this.workspace.snapshot();
    if (plan !== undefined) this.#sendStatus({ state: "planned", message: summaryLine(plan), plan: this.#plans });
  }

  #accept(plan: Plan): string {
    this.#plans++;
    this.workspace.accept(plan);
    this.#refresh();
    this.#follow("Following the ResourcePlan", this.#followSources());
    return summaryLine(plan);
  }

  /** The ResourcePlan may name other manifests and history than before. */
  async #followSources(): Promise<void> {
    await this.#whereChanged(() => this.workspace.scanPlanned());
    await this.#watchers.watch(this.workspace.historyGlobs(), this.workspace.folders);
  }

  /** What is shown beside the text is asked for anew where the editor does so on demand. */
  #refresh(): void {
    this.#refreshDiagnostics();
    this.workspacePull.changed();
    const { codeLens, inlayHint } = this.client.workspace;
    if (codeLens?.refreshSupport) this.#send(this.connection.sendRequest(CodeLensRefreshRequest.type));
    if (inlayHint?.refreshSupport) this.#send(this.connection.languages.inlayHint.refresh());
  }

  #refreshDiagnostics(): void {
    if (!this.client.pullsDiagnostics) this.#pushSoon();
    else if (this.client.refreshesDiagnostics) this.#send(this.connection.languages.diagnostics.refresh());
  }

  /** Sends what changed once the editor pauses: a burst of changes makes one computation. */
  #pushSoon(): void {
    this.#cancelPush?.();
    this.#cancelPush = this.#host.after(pushDelay, () => this.#follow("Diagnostics", this.#push()));
  }

  async #push(): Promise<void> {
    await this.ready;
    for (const { uri, version } of this.documents.all()) {
      const items = this.diagnosticsOf(uri);
      if (this.sent.isNew(uri, items))
        this.#send(this.connection.sendDiagnostics({ uri, version, diagnostics: items }));
    }
  }

  /** Work that nobody waits for: its failure is a line in the log. */
  #follow(what: string, work: Promise<unknown>): void {
    void logged(what, this.logError, work);
  }

  #send(message: Promise<unknown>): void {
    this.#follow("A message to the editor", message);
  }

  #sendStatus(status: Status): void {
    if (this.client.own) this.#send(this.connection.sendNotification(statusNotification, status));
    if (status.state === "failed") this.logError(status.message);
  }
}

const section = "resourcePlanner";

/** Seconds. */
const pushDelay = 0.1;

/** Seconds from one plan to the next where the history is a server's; undefined where only changes lead to a plan. */
function refreshSeconds(workspace: Workspace): number | undefined {
  const { refreshInterval } = workspace.settings.history;
  const history = governingPlans(workspace.snapshot()).flatMap((plan) => plan.history);
  return refreshInterval > 0 && history.some(({ type }) => type === "prometheus") ? refreshInterval * 60 : undefined;
}
