import type { Position, Range, TextEdit } from "vscode-languageserver";
import type { ManifestDocument, SourceFile } from "../document/document.ts";
import { applyEdits } from "../document/edit.ts";
import { indentUnit } from "../document/indent-unit.ts";
import { parseFile } from "../document/parse.ts";
import { isSameValue } from "../document/same-value.ts";
import type { Span } from "../document/span.ts";
import { lineEnd, lineStart, nextLine } from "../document/text-lines.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { partsOf } from "./line-parts.ts";
import { reindent } from "./reindent.ts";
import { offsetAt, rangeOf, spanOf } from "./to-lsp.ts";
import { wrappedText } from "./wrapped-text.ts";

/**
 * Even indentation, as most of a document has it, and no white space at line ends. Nothing else is touched, and
 * nothing at all where a document cannot be read, or would not be read as the same values afterwards.
 */
export function formatting(snapshot: Snapshot, file: string, range?: Range): TextEdit[] {
  const source = snapshot.files.get(file);
  if (source === undefined || /\.json$/i.test(file)) return [];
  const within = range === undefined ? { start: 0, end: source.text.length } : spanOf(source, range);
  return streamDocuments(source)
    .filter(({ span }) => span.start <= within.end && within.start <= span.end)
    .flatMap((document) => formattedDocument(source, document, within))
    .map(({ span, newText }) => ({ range: rangeOf(source, span), newText }));
}

/** The indentation of a line that was just begun: below a key that has no value yet, and beside the first key of an item. */
export function indentNewLine(snapshot: Snapshot, file: string, position: Position): TextEdit[] {
  const source = snapshot.files.get(file);
  if (source === undefined || /\.json$/i.test(file)) return [];
  const { text } = source;
  const at = offsetAt(source, position);
  const line: Span = { start: lineStart(text, at), end: lineEnd(text, at) };
  if (line.start === 0 || text.slice(line.start, line.end).trim() !== "") return [];
  const document = source.documents.find(({ span }) => span.start <= at && at <= span.end);
  const above = lineStart(text, line.start - 1);
  if (document?.root !== undefined && wrappedText(text, document.root).isInside(above)) return [];
  const { key, dashes, contentColumn, rest } = partsOf(text.slice(above, lineEnd(text, above)));
  if (key === undefined) return [];
  const isOpen = /^(?:[&!][^\s]*\s*)*(?:[|>][-+\d]*\s*)?(?:#.*)?$/.test(rest);
  if (!isOpen && dashes.length === 0) return [];
  const unit = indentUnit({ text, root: document?.root, isJson: false });
  const indent = " ".repeat(contentColumn) + (isOpen ? unit : "");
  return indent === text.slice(line.start, line.end) ? [] : [{ range: rangeOf(source, line), newText: indent }];
}

/** The documents as `---` divides them: the items of a `List` come after it, and are part of it. */
function streamDocuments({ documents }: SourceFile): readonly ManifestDocument[] {
  let end = 0;
  return documents.filter(({ span }) => {
    if (span.end <= end) return false;
    end = span.end;
    return true;
  });
}

interface Replacement {
  readonly span: Span;
  readonly newText: string;
}

function formattedDocument(source: SourceFile, document: ManifestDocument, within: Span): readonly Replacement[] {
  const { root, broken, template, span } = document;
  if (root === undefined || broken || template === true) return [];
  const trimmed = trailingSpace(source.text, document, within);
  const all = [...trimmed, ...reindent(source.text, document, within)].toSorted((a, b) => a.span.start - b.span.start);
  const isKept = (edits: readonly Replacement[]): boolean => {
    const moved = edits.map((edit) => ({
      file: source.file,
      span: { start: edit.span.start - span.start, end: edit.span.end - span.start },
      newText: edit.newText,
    }));
    const [after] = parseFile(source.file, applyEdits(source.text.slice(span.start, span.end), moved)).documents;
    return after?.root !== undefined && !after.broken && isSameValue(root, after.root);
  };
  // A part of a block that is indented without the rest of it would be another block.
  return [all, trimmed].find((edits) => edits.length > 0 && isKept(edits)) ?? [];
}

function trailingSpace(text: string, { root, span }: ManifestDocument, within: Span): readonly Replacement[] {
  const wrapped = root && wrappedText(text, root);
  const edits: Replacement[] = [];
  for (let at = span.start; at < span.end; at = nextLine(text, at)) {
    const end = Math.min(lineEnd(text, at), span.end);
    const start = at + text.slice(at, end).replace(/[ \t]+$/, "").length;
    const isAsked = within.start <= end && at <= within.end;
    if (start < end && isAsked && wrapped?.isScalarAt(end) === false) edits.push({ span: { start, end }, newText: "" });
  }
  return edits;
}
