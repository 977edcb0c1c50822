import type { FoldingRange } from "vscode-languageserver";
import type { SourceFile, ValueNode } from "../document/document.ts";
import { isOwn } from "../document/locate.ts";
import type { Span } from "../document/span.ts";
import { lineEnd, nextLine } from "../document/text-lines.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { positionAt } from "./to-lsp.ts";

/** What can be folded: documents, everything below a key or in an item, block scalars, and comments of several lines. */
export function foldingRanges(snapshot: Snapshot, file: string): FoldingRange[] {
  const source = snapshot.files.get(file);
  if (source === undefined) return [];
  const lists = new Set(source.documents.filter(({ kind }) => kind.endsWith("List")).map(({ root }) => root));
  const roots = source.documents.flatMap(({ root }) => root ?? []);
  const spans = roots.flatMap((root) => [root.span, ...(lists.has(root) ? [] : inner(root))]);
  const folds = new Map<number, number>();
  for (const { start, end } of spans) {
    const startLine = positionAt(source, start).line;
    const endLine = positionAt(source, contentEnd(source.text, start, end)).line;
    // Of what begins on one line the whole is folded.
    if (endLine > startLine) folds.set(startLine, Math.max(endLine, folds.get(startLine) ?? 0));
  }
  return [...[...folds].map(([startLine, endLine]) => ({ startLine, endLine })), ...commentFolds(source)];
}

function inner(node: ValueNode): readonly Span[] {
  if (node.type === "scalar") return [];
  if (node.type === "sequence") {
    return node.items.filter(({ alias }) => alias === undefined).flatMap(({ value }) => [value.span, ...inner(value)]);
  }
  return node.entries
    .filter(isOwn)
    .flatMap(({ keySpan, value }) => [{ start: keySpan.start, end: value.span.end }, ...inner(value)]);
}

/** White space behind a value is not folded with it. */
function contentEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}

function commentFolds(source: SourceFile): readonly FoldingRange[] {
  const { text } = source;
  const folds: FoldingRange[] = [];
  let first: number | undefined;
  let line = 0;
  for (let at = 0; at <= text.length; line++) {
    const isComment = at < text.length && /^\s*#/.test(text.slice(at, lineEnd(text, at)));
    if (isComment) first ??= line;
    else if (first !== undefined) {
      if (line - 1 > first) folds.push({ startLine: first, endLine: line - 1, kind: "comment" });
      first = undefined;
    }
    if (at === text.length) break;
    at = nextLine(text, at);
  }
  return folds;
}
