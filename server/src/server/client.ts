import type {
  InitializeParams,
  TextDocumentClientCapabilities,
  WorkspaceClientCapabilities,
} from "vscode-languageserver";
import type { InitializationOptions } from "../protocol.ts";
import { normalUri } from "./uris.ts";

/** What the editor at the other end can do, as far as it matters here. */
export interface Client {
  /** Whether it is our own extension: it understands `protocol.ts` and draws images in hovers. */
  readonly own: boolean;
  readonly trusted: boolean;
  /** True where another extension reports schema errors of Kubernetes manifests. */
  readonly schemaValidatedElsewhere: boolean;
  /** True where another extension formats YAML. */
  readonly formattedElsewhere: boolean;
  readonly folders: readonly string[];
  /** Else diagnostics are pushed. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly documentChanges: boolean;
  readonly markdownHovers: boolean;
  /** Asks for the edit of a code action once it is chosen. */
  readonly resolvesActions: boolean;
  /** Asks for the command of a lens once it comes into view. */
  readonly resolvesLenses: boolean;
  /** Asks for what an inlay hint explains and writes once it is pointed at. */
  readonly resolvesHints: boolean;
  /** Answers `workspace/configuration`. */
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  /** Can be offered formatting, and have the offer taken back: only our own extension knows why that may be needed. */
  readonly registersFormatting: boolean;
  readonly registersWatchers: boolean;
  /** Can watch below any folder, not only below those of the workspace. */
  readonly relativePatterns: boolean;
  /** What it announces for documents: nothing is offered that it does not ask for. */
  readonly textDocument: TextDocumentClientCapabilities;
  readonly workspace: WorkspaceClientCapabilities;
}

/** Reads what the editor announces when it introduces itself. */
export function readClient({
  capabilities,
  workspaceFolders,
  rootUri,
  initializationOptions,
}: InitializeParams): Client {
  const options: Partial<InitializationOptions> | undefined = initializationOptions ?? undefined;
  const { workspace, textDocument } = capabilities;
  const own = options?.trusted !== undefined;
  return {
    own,
    // Only VS Code has a restricted mode; other editors open what their user trusts.
    trusted: options?.trusted ?? true,
    schemaValidatedElsewhere: options?.schemaValidatedElsewhere ?? false,
    formattedElsewhere: options?.formattedElsewhere ?? false,
    folders: foldersOf(workspaceFolders, rootUri),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
    ...readResolving(textDocument),
    markdownHovers: textDocument?.hover?.contentFormat?.includes("markdown") ?? false,
    configuration: workspace?.configuration ?? false,
    registersFormatting: own && textDocument?.formatting?.dynamicRegistration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    relativePatterns: workspace?.didChangeWatchedFiles?.relativePatternSupport ?? false,
    textDocument: textDocument ?? {},
    workspace: workspace ?? {},
  };
}

/** The folders of the workspace; the one root of editors that know no more of them. */
function foldersOf(
  folders: InitializeParams["workspaceFolders"],
  root: InitializeParams["rootUri"],
): readonly string[] {
  const uris = folders?.map(({ uri }) => uri) ?? (root == null ? [] : [root]);
  return uris.map(normalUri);
}

function readResolving({
  codeAction,
  codeLens,
  inlayHint,
}: TextDocumentClientCapabilities = {}): Pick<Client, "resolvesActions" | "resolvesLenses" | "resolvesHints"> {
  return {
    resolvesActions: codeAction?.dataSupport === true && resolvesAll(codeAction.resolveSupport, ["edit"]),
    resolvesLenses: resolvesAll(codeLens?.resolveSupport, ["command"]),
    resolvesHints: resolvesAll(inlayHint?.resolveSupport, ["tooltip", "textEdits"]),
  };
}

function resolvesAll(
  support: { readonly properties: readonly string[] } | undefined,
  needed: readonly string[],
): boolean {
  return needed.every((property) => support?.properties.includes(property) ?? false);
}
