import { type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver";
import { fixAllKind } from "../feature/code-actions.ts";
import { tokenLegend } from "../feature/semantic-tokens.ts";
import { applyWorkloadCommand, planCommand } from "../protocol.ts";
import type { Client } from "./client.ts";
import { newLineTrigger } from "./formatter.ts";

/** What the server offers to an editor: of what not every editor knows, only what this one does. */
export function capabilitiesFor(client: Client): ServerCapabilities {
  return {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: ["quickfix", fixAllKind], resolveProvider: client.resolvesActions },
    executeCommandProvider: {
      commands: [planCommand, ...(client.workspace.applyEdit ? [applyWorkloadCommand] : [])],
      workDoneProgress: true,
    },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...editing(client),
    ...navigation(client),
    ...advice(client),
    ...(client.pullsDiagnostics && {
      diagnosticProvider: { identifier: "resource-planner", interFileDependencies: true, workspaceDiagnostics: true },
    }),
  };
}

/** Completion and what else writes. */
function editing({ textDocument, registersFormatting }: Client): ServerCapabilities {
  const { formatting, rangeFormatting, onTypeFormatting } = registersFormatting ? {} : textDocument;
  return {
    ...(formatting && { documentFormattingProvider: true }),
    ...(rangeFormatting && { documentRangeFormattingProvider: true }),
    ...(onTypeFormatting && { documentOnTypeFormattingProvider: { firstTriggerCharacter: newLineTrigger } }),
    ...(textDocument.completion && {
      completionProvider: { resolveProvider: true, triggerCharacters: [" ", ":", "/", '"', "'"] },
    }),
  };
}

function navigation({ textDocument, workspace }: Client): ServerCapabilities {
  return {
    ...(textDocument.documentSymbol?.hierarchicalDocumentSymbolSupport && { documentSymbolProvider: true }),
    ...(workspace.symbol && { workspaceSymbolProvider: true }),
    ...(textDocument.foldingRange && { foldingRangeProvider: true }),
    ...(textDocument.selectionRange && { selectionRangeProvider: true }),
    ...(textDocument.documentLink && { documentLinkProvider: {} }),
    ...(textDocument.semanticTokens && {
      semanticTokensProvider: { legend: tokenLegend, full: true, range: true },
    }),
    ...(textDocument.definition && { definitionProvider: true }),
    ...(textDocument.references && { referencesProvider: true }),
    ...(textDocument.documentHighlight && { documentHighlightProvider: true }),
    ...(textDocument.linkedEditingRange && { linkedEditingRangeProvider: true }),
    ...(textDocument.rename && {
      renameProvider: textDocument.rename.prepareSupport ? { prepareProvider: true } : true,
    }),
  };
}

/** What shows the plan beside the text. A lens that cannot be clicked says nothing that a finding does not. */
function advice({ textDocument, workspace, resolvesLenses, resolvesHints }: Client): ServerCapabilities {
  return {
    ...(textDocument.codeLens && workspace.applyEdit && { codeLensProvider: { resolveProvider: resolvesLenses } }),
    ...(textDocument.inlayHint && { inlayHintProvider: { resolveProvider: resolvesHints } }),
  };
}
