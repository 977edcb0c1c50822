import type { ClientCapabilities } from "vscode-languageserver-protocol";
import { modern } from "../server/editor.ts";

/** An editor that can do all that the server offers. */
export const everything: ClientCapabilities = {
  ...modern,
  textDocument: {
    ...modern.textDocument,
    codeLens: {},
    completion: { completionItem: { snippetSupport: true } },
    definition: {},
    documentHighlight: {},
    documentLink: {},
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: {},
    formatting: {},
    inlayHint: {},
    linkedEditingRange: {},
    onTypeFormatting: {},
    rangeFormatting: {},
    references: {},
    rename: { prepareSupport: true },
    selectionRange: {},
    semanticTokens: { requests: {}, tokenTypes: [], tokenModifiers: [], formats: [] },
  },
  workspace: { ...modern.workspace, applyEdit: true, symbol: {} },
};
