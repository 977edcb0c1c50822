import type { MapEntry, SequenceItem, ValueNode } from "./document.ts";
import { type MergeSource, mergedEntries } from "./merge-keys.ts";
import { plainInline } from "./plain-inline.ts";
import { maximumMergedEntries } from "./read-yaml-value.ts";
import type { Span } from "./span.ts";

/**
 * Reads a document that is written as nearly all manifests are: block maps and lists, values on one line, anchors, aliases
 * and merge keys; no tags, block scalars, tabs or carriage returns. It does so in about a tenth of the time that a whole YAML parser takes,
 * and to the same result. Undefined for every other document, right or wrong: a whole parser has to read those.
 */
export function readPlainYaml(text: string, span: Span): ValueNode | undefined {
  const part = text.slice(span.start, span.end);
  if (unusual.test(part)) return undefined;
  const reader: Reader = {
    text: part,
    offset: span.start,
    at: 0,
    indent: 0,
    anchors: new Map(),
    allowance: { left: maximumMergedEntries },
  };
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
  /** Undefined while the anchored value is being read. */
  readonly anchors: Map<string, ValueNode | undefined>;
  readonly allowance: { left: number };
}

/** A value, and the alias that stands in its place. */
type Read = SequenceItem;

function endOf({ value, alias }: Read): number {
  return (alias ?? value.span).end;
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
  const merges: MergeSource[] = [];
  const keys = new Set<string>();
  let end = start;
  while (reader.at < reader.text.length && reader.indent === indent) {
    const entry = readEntry(reader, indent, depth);
    if (entry === undefined || keys.has(entry.key)) return undefined;
    keys.add(entry.key);
    end = endOf(entry);
    if (entry.key !== mergeKey) entries.push(entry);
    else if (entry.value.type === "map") merges.push({ value: entry.value, alias: entry.alias });
    else return undefined;
  }
  const merged = mergedEntries(entries, merges, reader.allowance);
  if (reader.indent > indent || keys.size === 0 || merged === undefined) return undefined;
  return {
    type: "map",
    span: { start, end },
    flow: false,
    entries: merged.length === 0 ? entries : [...entries, ...merged],
  };
}

const mergeKey = "<<";
const keyPattern = /(?:[A-Za-z0-9_][\w./-]*|<<)(?=:(?:[ \n]|$))/y;

function readEntry(reader: Reader, indent: number, depth: number): MapEntry | undefined {
  keyPattern.lastIndex = reader.at;
  const key = keyPattern.exec(reader.text)?.[0];
  if (key === undefined) return undefined;
  const start = reader.offset + reader.at;
  const read = readValue(reader, reader.at + key.length + 1, indent, depth);
  return read && { key, keySpan: { start, end: start + key.length }, ...read, merged: false };
}

/** The value behind a key, with its anchor, or the alias that stands for it. */
function readValue(reader: Reader, after: number, indent: number, depth: number): Read | undefined {
  const at = skipSpaces(reader.text, after);
  if (reader.text[at] === "*") return readAlias(reader, at, indent);
  const anchor = matched(anchorPattern, reader.text, at);
  if (anchor !== undefined) reader.anchors.set(anchor.slice(1), undefined);
  const value = readBehind(reader, at + (anchor?.length ?? 0), indent, depth);
  if (anchor !== undefined) reader.anchors.set(anchor.slice(1), value);
  return value && { value };
}

const anchorPattern = /&[\w-]+(?=[ \n])/y;
const aliasPattern = /\*[\w-]+(?=[ \n]|$)/y;

function readAlias(reader: Reader, at: number, indent: number): Read | undefined {
  const written = matched(aliasPattern, reader.text, at);
  const value = written === undefined ? undefined : reader.anchors.get(written.slice(1));
  if (written === undefined || value === undefined) return undefined;
  const end = at + written.length;
  const alias = { start: reader.offset + at, end: reader.offset + end };
  return endsLine(reader, end, indent) ? { value, alias } : undefined;
}

/** On the key's line, or below it; a list may stand in the key's own column. */
function readBehind(reader: Reader, after: number, indent: number, depth: number): ValueNode | undefined {
  if (!isBlankTo(reader.text, after)) return readInline(reader, after, indent);
  if (!toContent(reader, lineAfter(reader.text, after))) return undefined;
  if (reader.indent > indent) return readBlock(reader, reader.indent, depth + 1);
  return reader.indent === indent && isItem(reader) ? readSequence(reader, indent, depth + 1) : undefined;
}

function readSequence(reader: Reader, indent: number, depth: number): ValueNode | undefined {
  const start = reader.offset + reader.at;
  const items: SequenceItem[] = [];
  while (reader.at < reader.text.length && reader.indent === indent && isItem(reader)) {
    const item = readItem(reader, indent, depth);
    if (item === undefined) return undefined;
    items.push(item);
  }
  const last = items.at(-1);
  if (last === undefined || reader.indent > indent) return undefined;
  return { type: "sequence", span: { start, end: endOf(last) }, flow: false, items };
}

function readItem(reader: Reader, indent: number, depth: number): Read | undefined {
  const { text } = reader;
  const at = skipSpaces(text, reader.at + 1);
  if (text[at] === "\n" || at >= text.length) return undefined;
  if (matched(keyPattern, text, at) === undefined) {
    // What is anchored may stand below, or be the key that follows.
    const anchor = matched(anchorPattern, text, at);
    return anchor !== undefined && isBlankTo(text, at + anchor.length)
      ? undefined
      : readValue(reader, at, indent, depth);
  }
  reader.indent = indent + at - reader.at;
  reader.at = at;
  const value = readMap(reader, reader.indent, depth + 1);
  return value && { value };
}

/** A value on one line. */
function readInline(reader: Reader, from: number, indent: number): ValueNode | undefined {
  const read = plainInline(reader.text, skipSpaces(reader.text, from), reader.offset);
  return read !== undefined && endsLine(reader, read.end, indent) ? read.value : undefined;
}

/** Goes on below a value that ends its line. Deeper content there would belong to it, which only a whole parser understands. */
function endsLine(reader: Reader, end: number, indent: number): boolean {
  if (!isBlankTo(reader.text, end)) return false;
  toContent(reader, lineAfter(reader.text, end));
  return reader.indent <= indent;
}

function matched(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at++;
  return at;
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
