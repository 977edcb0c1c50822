import type { SourceFile } from "../document/document.ts";
import type { Fix } from "../document/finding.ts";
import type { Span } from "../document/span.ts";
import { lineStart, nextLine } from "../document/text-lines.ts";

/**
 * Takes a key and its value out of a map: the lines that hold nothing else, or, between braces, with a comma. Undefined
 * where neither can be done.
 */
export function entryRemoval({ file, text }: SourceFile, { start, end }: Span, title: string): Fix | undefined {
  const span = wholeLines(text, start, end) ?? betweenCommas(text, start, end);
  return span && { title, edits: [{ file, span, newText: "" }] };
}

function wholeLines(text: string, start: number, end: number): Span | undefined {
  const first = lineStart(text, start);
  const after = nextLine(text, end);
  const isAlone = text.slice(first, start).trim() === "" && text.slice(end, after).trim() === "";
  return isAlone ? { start: first, end: after } : undefined;
}

function betweenCommas(text: string, start: number, end: number): Span | undefined {
  const after = /^[ \t]*,[ \t]*/.exec(text.slice(end))?.[0];
  if (after !== undefined) return { start, end: end + after.length };
  const before = /,[ \t]*$/.exec(text.slice(0, start))?.[0];
  if (before !== undefined) return { start: start - before.length, end };
  const isOnly = /\{[ \t]*$/.test(text.slice(0, start)) && /^[ \t]*\}/.test(text.slice(end));
  return isOnly ? { start, end } : undefined;
}
