import type { YAMLError } from "yaml";
import type { ValueNode } from "./document.ts";
import type { Finding } from "./finding.ts";
import { ownValues } from "./locate.ts";
import type { Span } from "./span.ts";
import { type Extent, explanationOf } from "./syntax-explanations.ts";
import { lineEnd, lineStart, nextLine } from "./text-lines.ts";

/** A document in which the parser found errors, as far as it could be read. */
export interface FaultyDocument {
  readonly file: string;
  readonly text: string;
  readonly span: Span;
  readonly root: ValueNode | undefined;
}

/** A document that is no YAML at all has errors on every line; the first ones say so. */
const maximumFindings = 50;

/**
 * The parser's errors in our words and at the words they are about, one per line: what the parser says next about a
 * line is mostly the echo of its first error.
 */
export function syntaxFindings(document: FaultyDocument, errors: readonly YAMLError[]): readonly Finding[] {
  const { file, text } = document;
  const findings: Finding[] = [];
  const lines = new Set<number>();
  for (const error of errors) {
    const at = Math.min(document.span.start + error.pos[0], document.span.end);
    const explanation = explanationOf(error, text.slice(at, lineEnd(text, at)));
    const span = extentOf(document, at, explanation.extent);
    const [line, cause] = [lineStart(text, span.start), lineStart(text, at)];
    if (lines.has(line) || lines.has(cause)) continue;
    if (findings.length === maximumFindings) break;
    lines.add(line).add(cause);
    const message = explanation.message(text.slice(span.start, span.end));
    const code = error.code === "TAB_AS_INDENT" ? "yaml/tabs" : "yaml/syntax";
    findings.push({ code, severity: "error", message, file, span });
  }
  return findings.sort((a, b) => a.span.start - b.span.start);
}

function extentOf(document: FaultyDocument, at: number, extent: Extent): Span {
  const { text } = document;
  if (extent === "openingQuote") return openingQuote(document, at);
  const place = extent === "indentation" ? at : contentAt(document, extent === "nextLine" ? nextLine(text, at) : at);
  const rest = text.slice(place, Math.min(lineEnd(text, place), document.span.end));
  return { start: place, end: place + (extents[extent].exec(rest)?.[0].length ?? 0) };
}

const extents: Readonly<Record<Exclude<Extent, "openingQuote">, RegExp>> = {
  word: /^\S*/,
  line: /^.*?(?=\s+#|\s*$)/,
  nextLine: /^.*?(?=:(?:\s|$)|\s+#|\s*$)/,
  indentation: /^[ \t]*/,
};

/** The next place with something to mark: further right on the line, else the last character before `at`. */
function contentAt({ text, span }: FaultyDocument, at: number): number {
  const ahead = text.slice(at, Math.min(lineEnd(text, at), span.end)).search(/\S/);
  if (ahead >= 0) return at + ahead;
  const before = text.slice(span.start, Math.min(at, span.end)).trimEnd().length;
  return span.start + Math.max(before - 1, 0);
}

/** The quoted value whose end is missing `at` this place: the last that begins before it. */
function openingQuote(document: FaultyDocument, at: number): Span {
  let start = -1;
  for (const node of document.root === undefined ? [] : ownValues(document.root)) {
    const isQuoted = node.type === "scalar" && (node.style === "single" || node.style === "double");
    if (isQuoted && node.span.start < at) start = Math.max(start, node.span.start);
  }
  if (start < 0) start = contentAt(document, at);
  return { start, end: Math.min(start + 1, document.span.end) };
}
