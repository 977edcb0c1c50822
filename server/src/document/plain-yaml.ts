import type { MapEntry, SequenceItem, ValueNode } from "./document.ts";
import { plainInline } from "./plain-inline.ts";
import type { Span } from "./span.ts";

/**
 * Reads a document that is written as nearly all manifests are: block maps and lists, values on one line, no anchors,
 * tags, block scalars, tabs or carriage returns. It does so in about a tenth of the time that a whole YAML parser takes,
 * and to the same result. Undefined for every other document, right or wrong: a whole parser has to read those.
 */
export function readPlainYaml(text: string, span: Span): ValueNode | undefined {
  const part = text.slice(span.start, span.end);
  if (unusual.test(part)) return undefined;
  const reader: Reader = { text: part, offset: span.start, at: 0, indent: 0 };
  toContent(reader, 0);
  if (reader.at >= part.length || reader.indent !== 0) return undefined;
  const root = readBlock(reader, 0, 0);
  return root !== undefined && reader.at >= part.length && root.type === "map" ? root : undefined;
}

/** Characters that YAML, or its line ends, treat in ways that are not known here. */
const unusual = /[^\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

interface Reader {
  readonly text: string;
  /** Of the text in its file. */
  readonly offset: number;
  /** Where the next content begins; the text's length at its end. */
  at: number;
  /** The column of that content. */
  indent: number;
}

/** Deeper than manifests go. */
const deepest = 60;

function readBlock(reader: Reader, indent: number, depth: number): ValueNode | undefined {
  if (depth > deepest) return undefined;
  return isItem(reader) ? readSequence(reader, indent, depth) : readMap(reader, indent, depth);
}

function isItem({ text, at }: Reader): boolean {
  return text[at] === "-" && (text[at + 1] === " " || text[at + 1] === "\n");
}

function readMap(reader: Reader, indent: number, depth: number): ValueNode | undefined {
  const start = reader.offset + reader.at;
  const entries: MapEntry[] = [];
  const keys = new Set<string>();
  while (reader.at < reader.text.length && reader.indent === indent) {
    const entry = readEntry(reader, indent, depth);
    if (entry === undefined || keys.has(entry.key)) return undefined;
    keys.add(entry.key);
    entries.push(entry);
  }
  if (reader.indent > indent) return undefined;
  const last = entries.at(-1);
  return last && { type: "map", span: { start, end: last.value.span.end }, flow: false, entries };
}

const keyPattern = /[A-Za-z0-9_][\w./-]*(?=:(?:[ \n]|$))/y;

function readEntry(reader: Reader, indent: number, depth: number): MapEntry | undefined {
  keyPattern.lastIndex = reader.at;
  const key = keyPattern.exec(reader.text)?.[0];
  if (key === undefined) return undefined;
  const start = reader.offset + reader.at;
  const value = readValue(reader, reader.at + key.length + 1, indent, depth);
  return value && { key, keySpan: { start, end: start + key.length }, value, merged: false };
}

/** The value behind a key: on its line, or below it; a list may stand in the key's own column. */
function readValue(reader: Reader, after: number, indent: number, depth: number): ValueNode | undefined {
  if (!isBlankTo(reader.text, after)) return readInline(reader, after, indent);
  if (!toContent(reader, lineAfter(reader.text, after))) return undefined;
  if (reader.indent > indent) return readBlock(reader, reader.indent, depth + 1);
  return reader.indent === indent && isItem(reader) ? readSequence(reader, indent, depth + 1) : undefined;
}

function readSequence(reader: Reader, indent: number, depth: number): ValueNode | undefined {
  const start = reader.offset + reader.at;
  const items: SequenceItem[] = [];
  while (reader.at < reader.text.length && reader.indent === indent && isItem(reader)) {
    const value = readItem(reader, indent, depth);
    if (value === undefined) return undefined;
    items.push({ value });
  }
  const last = items.at(-1);
  if (last === undefined || reader.indent > indent) return undefined;
  return { type: "sequence", span: { start, end: last.value.span.end }, flow: false, items };
}

function readItem(reader: Reader, indent: number, depth: number): ValueNode | undefined {
  const { text } = reader;
  let at = reader.at + 1;
  while (text[at] === " ") at++;
  if (text[at] === "\n" || at >= text.length) return undefined;
  keyPattern.lastIndex = at;
  if (!keyPattern.test(text)) return readInline(reader, at, indent);
  reader.indent = indent + at - reader.at;
  reader.at = at;
  return readMap(reader, reader.indent, depth + 1);
}

/** A value on one line. Deeper content below it would belong to it, which only a whole parser understands. */
function readInline(reader: Reader, from: number, indent: number): ValueNode | undefined {
  let at = from;
  while (reader.text[at] === " ") at++;
  const read = plainInline(reader.text, at, reader.offset);
  if (read === undefined || !isBlankTo(reader.text, read.end)) return undefined;
  toContent(reader, lineAfter(reader.text, read.end));
  return reader.indent > indent ? undefined : read.value;
}

/** Whether nothing but white space, or a comment behind some, stands up to the line's end. */
function isBlankTo(text: string, from: number): boolean {
  let at = from;
  while (text[at] === " ") at++;
  return at >= text.length || text[at] === "\n" || (text[at] === "#" && text[at - 1] === " ");
}

function lineAfter(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** Goes to the first content at or behind the beginning of a line; false where there is none. */
function toContent(reader: Reader, lineStart: number): boolean {
  const { text } = reader;
  let line = lineStart;
  while (line < text.length) {
    let at = line;
    while (text[at] === " ") at++;
    if (at < text.length && text[at] !== "\n" && text[at] !== "#") {
      reader.at = at;
      reader.indent = at - line;
      return true;
    }
    line = lineAfter(text, at);
  }
  reader.at = text.length;
  reader.indent = -1;
  return false;
}
