import type { CompletionItem, CompletionList, MarkupContent, Position } from "vscode-languageserver";
import type { Snapshot } from "../workspace/snapshot.ts";
import { type Candidate, plainText } from "./candidate.ts";
import { documentCandidates } from "./complete-documents.ts";
import { keyCandidates } from "./complete-keys.ts";
import { labelKeyCandidates, labelValueCandidates, nameCandidates } from "./complete-names.ts";
import { quantityCandidates } from "./complete-quantities.ts";
import { resourceNameCandidates, resourcesBlock } from "./complete-resources.ts";
import { valueCandidates } from "./complete-values.ts";
import type { CompletionSite } from "./completion-site.ts";
import { cursorAt } from "./cursor.ts";
import { fieldHover } from "./field-hover.ts";
import { offsetAt, rangeOf } from "./to-lsp.ts";

/** What the editor makes of completions. */
export interface CompletionOptions {
  /** Whether it moves the cursor to places inside of what is inserted. */
  readonly snippets: boolean;
  /** Whether it has VS Code's command that opens the list anew. */
  readonly retriggers: boolean;
  readonly markdown: boolean;
}

/** What can be written at a position: keys, values, names of objects, quantities with the recommended one first. */
export function completion(
  snapshot: Snapshot,
  file: string,
  position: Position,
  options: CompletionOptions,
): CompletionList {
  const source = snapshot.files.get(file);
  const cursor = source && cursorAt(source, offsetAt(source, position));
  if (source === undefined || cursor === undefined) return { isIncomplete: false, items: [] };
  const site: CompletionSite = { snapshot, source, cursor };
  const candidates = candidatesFor(site).toSorted((a, b) => a.rank - b.rank);
  const known = new Set<string>();
  const distinct = candidates.filter(({ label }) => !known.has(label) && known.add(label));
  return { isIncomplete: false, items: distinct.map((candidate, order) => toItem(site, candidate, order, options)) };
}

/** The documentation of a completion item, which is looked up when the item is looked at. */
export function resolveCompletion(
  item: CompletionItem,
  { markdown }: Pick<CompletionOptions, "markdown">,
): CompletionItem {
  const field: Candidate["field"] = item.data;
  if (field === undefined || item.documentation !== undefined) return item;
  const text = fieldHover(field, field.path);
  return text === undefined ? item : { ...item, documentation: markup(text, markdown) };
}

function candidatesFor(site: CompletionSite): readonly Candidate[] {
  const { on } = site.cursor;
  const keys =
    on === "value"
      ? []
      : [
          ...documentCandidates(site),
          ...resourcesBlock(site),
          ...resourceNameCandidates(site),
          ...labelKeyCandidates(site),
          ...keyCandidates(site),
        ];
  const values =
    on === "key"
      ? []
      : [...quantityCandidates(site), ...nameCandidates(site), ...labelValueCandidates(site), ...valueCandidates(site)];
  return [...values, ...keys];
}

function toItem(
  { source, cursor }: CompletionSite,
  candidate: Candidate,
  order: number,
  options: CompletionOptions,
): CompletionItem {
  const { label, snippet, kind, detail, documentation, field, preselect, asksNext } = candidate;
  const written = source.text.slice(cursor.word.start, cursor.word.end);
  const quote = /^["']/.exec(written)?.[0] ?? "";
  const asSnippet = (cursor.needsSpace ? " " : "") + quote + snippet + quote;
  const isSnippet = options.snippets && plainText(asSnippet) !== asSnippet.replace(/\$0$/, "");
  return {
    label,
    kind,
    sortText: String(order).padStart(4, "0"),
    ...(quote === "" ? {} : { filterText: `${quote}${label}${quote}` }),
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation: markup(documentation, options.markdown) }),
    ...(preselect === true ? { preselect } : {}),
    ...(field === undefined ? {} : { data: field }),
    ...(isSnippet ? { insertTextFormat: 2 as const } : {}),
    // Every line already has the indentation that it needs.
    ...(snippet.includes("\n") ? { insertTextMode: 1 as const } : {}),
    textEdit: { range: rangeOf(source, cursor.word), newText: isSnippet ? asSnippet : plainText(asSnippet) },
    ...(asksNext === true && options.retriggers
      ? { command: { title: "Suggest", command: "editor.action.triggerSuggest" } }
      : {}),
  };
}

function markup(text: string, markdown: boolean): MarkupContent {
  return markdown ? { kind: "markdown", value: text } : { kind: "plaintext", value: text.replace(/\*\*|`/g, "") };
}
