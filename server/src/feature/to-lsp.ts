/**
 * The only place that knows lines and columns. The engine speaks in offsets (UTF-16 code units, the protocol's own
 * default encoding); this file translates them, and findings and edits with them, into the protocol's shapes.
 */
import type {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  Location,
  TextEdit as LspTextEdit,
  Position,
  Range,
  WorkspaceEdit,
} from "vscode-languageserver";
import type { SourceFile } from "../document/document.ts";
import type { Finding, Severity, TextEdit } from "../document/finding.ts";
import type { Span } from "../document/span.ts";

/** The files that offsets refer to, by id; ids are URIs. */
export type Sources = ReadonlyMap<string, SourceFile>;

/** Line and UTF-16 column of an offset; offsets beyond the text are its end. */
export function positionAt(source: SourceFile, offset: number): Position {
  const starts = lineStarts(source);
  const inside = Math.max(0, Math.min(offset, source.text.length));
  const line = lineOf(starts, inside);
  return { line, character: inside - (starts[line] ?? 0) };
}

/** Offset of a position; a column beyond the line's end is the line's end, a line beyond the last is the text's end. */
export function offsetAt(source: SourceFile, position: Position): number {
  const starts = lineStarts(source);
  const start = starts[position.line];
  if (start === undefined) return source.text.length;
  const end = contentEnd(source.text, start, starts[position.line + 1] ?? source.text.length);
  return Math.max(start, Math.min(start + position.character, end));
}

/** A span as the protocol's range. */
export function rangeOf(source: SourceFile, span: Span): Range {
  return { start: positionAt(source, span.start), end: positionAt(source, span.end) };
}

/** A range of the protocol as a span. */
export function spanOf(source: SourceFile, range: Range): Span {
  return { start: offsetAt(source, range.start), end: offsetAt(source, range.end) };
}

/** A place in a file; undefined where the file is not known. */
export function locationOf(sources: Sources, file: string, span: Span): Location | undefined {
  const source = sources.get(file);
  return source && { uri: file, range: rangeOf(source, span) };
}

/** A finding as an editor shows it. The finding's file must be `source`; `page` is the address of what explains it. */
export function toDiagnostic(source: SourceFile, finding: Finding, sources: Sources, page?: string): Diagnostic {
  const related = relatedInformation(finding, sources);
  return {
    range: rangeOf(source, finding.span),
    severity: severityNumber[finding.severity],
    code: finding.code,
    ...(page !== undefined && { codeDescription: { href: page } }),
    source: diagnosticSource,
    message: finding.message,
    ...(finding.code === "suppression/unused" && { tags: [unnecessary] }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

/** The protocol's tag of text that does nothing: editors fade it. */
const unnecessary: DiagnosticTag = 1;

/** What the editor names as the origin of our diagnostics. */
const diagnosticSource = "resource-planner";

/** What is needed to know of the editor to write an edit that it accepts. */
export interface EditTarget {
  readonly sources: Sources;
  /** Versions of the open documents by file id: an edit for another version is refused by the editor. */
  readonly versions: ReadonlyMap<string, number>;
  /** Whether the client understands `documentChanges`; else the edit carries no versions. */
  readonly documentChanges: boolean;
}

/** Edits of any files as one edit of the workspace. Edits of one file must not overlap. */
export function toWorkspaceEdit(edits: readonly TextEdit[], target: EditTarget): WorkspaceEdit {
  const changes: Record<string, LspTextEdit[]> = {};
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const source = target.sources.get(file);
    if (source === undefined) continue;
    changes[file] = edits
      .filter((edit) => edit.file === file)
      .toSorted((a, b) => a.span.start - b.span.start)
      .map(({ span, newText }) => ({ range: rangeOf(source, span), newText }));
  }
  if (!target.documentChanges) return { changes };
  return {
    documentChanges: Object.entries(changes).map(([uri, ofFile]) => ({
      textDocument: { uri, version: target.versions.get(uri) ?? null },
      edits: ofFile,
    })),
  };
}

/** An edit that makes a file with a text; for editors that create files. */
export function toNewFile(uri: string, text: string): WorkspaceEdit {
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: "create", uri, options: { ignoreIfExists: true } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
    ],
  };
}

function relatedInformation(finding: Finding, sources: Sources): DiagnosticRelatedInformation[] {
  return (finding.related ?? []).flatMap((place) => {
    const location = locationOf(sources, place.file, place.span);
    return location === undefined ? [] : [{ location, message: place.message }];
  });
}

const severityNumber: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: 1,
  warning: 2,
  information: 3,
  hint: 4,
};

/** Index of the last line that starts at or before the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** End of a line without its line break. */
function contentEnd(text: string, start: number, nextStart: number): number {
  let end = nextStart;
  while (end > start && (text[end - 1] === "\n" || text[end - 1] === "\r")) end--;
  return end;
}

/** A file is immutable, so its line index is computed once and lives as long as the file does. */
const lineIndexes = new WeakMap<SourceFile, readonly number[]>();

/** Lines end at `\n`, `\r\n` or a lone `\r`, as the protocol defines; in most texts at `\n` alone, which is found fastest. */
function lineStarts(source: SourceFile): readonly number[] {
  const known = lineIndexes.get(source);
  if (known !== undefined) return known;
  const { text } = source;
  const starts = [0];
  if (text.includes("\r")) for (const end of text.matchAll(/\r\n?|\n/g)) starts.push(end.index + end[0].length);
  else for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  lineIndexes.set(source, starts);
  return starts;
}
