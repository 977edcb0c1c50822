import type { MapEntry, ScalarNode, SequenceItem, ValueNode } from "./document.ts";

/** A value that stands on one line, and the offset in the text behind it. */
export interface InlineValue {
  readonly value: ValueNode;
  readonly end: number;
}

/**
 * Reads a value on one line: plain or quoted text without escapes, or a flow of such. Offsets of the value count from
 * `offset`. Undefined for what a whole YAML parser has to read.
 */
export function plainInline(text: string, at: number, offset: number): InlineValue | undefined {
  const first = text[at];
  if (first === "[" || first === "{") return flow({ text, offset }, at, 0);
  return quoted({ text, offset }, at) ?? plain({ text, offset }, at, blockText);
}

interface Place {
  readonly text: string;
  readonly offset: number;
}

/** Up to a comment or the line's end; `: ` within it would make a map of it. */
const blockText = /(?:[A-Za-z0-9_/.+]|-(?=[^\s]))(?:[^\s:#]|:(?=[^\s])|(?<=\S)#| +(?=[^\s#]))*/y;
const flowText = /(?:[A-Za-z0-9_/.+]|-(?=[\w/.+-]))[\w/.+@%=-]*(?: +[\w/.+@%=-]+)*/y;
const flowKey = /[A-Za-z0-9_][\w./-]*(?=: )/y;
const singleQuoted = /'[^'\n]*'(?!')/y;
const doubleQuoted = /"[^"\\\n]*"/y;

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function quoted({ text, offset }: Place, at: number): InlineValue | undefined {
  const style = text[at] === '"' ? "double" : "single";
  const written = match(style === "double" ? doubleQuoted : singleQuoted, text, at);
  if (written === undefined) return undefined;
  const source = written.slice(1, -1);
  const end = at + written.length;
  return {
    value: { type: "scalar", span: { start: offset + at, end: offset + end }, style, value: source, source },
    end,
  };
}

function plain({ text, offset }: Place, at: number, pattern: RegExp): InlineValue | undefined {
  const source = match(pattern, text, at);
  const value = source === undefined ? undefined : coreValue(source);
  if (source === undefined || value === undefined) return undefined;
  const end = at + source.length;
  return {
    value: { type: "scalar", span: { start: offset + at, end: offset + end }, style: "plain", value, source },
    end,
  };
}

/** By YAML's core schema; undefined for numbers in forms that manifests do not use. */
function coreValue(source: string): ScalarNode["value"] | undefined {
  const first = source.charCodeAt(0);
  const isNumeric = first <= 0x39 && first !== 0x2f;
  if (!isNumeric) return words.has(source) ? words.get(source) : source;
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?$/.test(source))
    return Object.is(Number(source), -0) ? undefined : Number(source);
  return oddNumber.test(source) ? undefined : source;
}

const words: ReadonlyMap<string, ScalarNode["value"]> = new Map<string, ScalarNode["value"]>([
  ...["null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

/** Anything that could be a number in some notation: digits, signs, a point and exponents, hexadecimal, infinity. */
const oddNumber = /^[-+]?(?:\d+$|0[xob]|\d*\.\d*(?:[eE]|$)|\d+[eE]|\.(?:inf|nan)|\.\d)/i;

const deepestFlow = 20;

function flow(place: Place, at: number, depth: number): InlineValue | undefined {
  if (depth > deepestFlow) return undefined;
  return place.text[at] === "[" ? flowSequence(place, at, depth) : flowMap(place, at, depth);
}

function flowValue(place: Place, at: number, depth: number): InlineValue | undefined {
  const first = place.text[at];
  if (first === "[" || first === "{") return flow(place, at, depth + 1);
  return quoted(place, at) ?? plain(place, at, flowText);
}

function flowSequence(place: Place, start: number, depth: number): InlineValue | undefined {
  const items: SequenceItem[] = [];
  const end = eachPart(place.text, start, "]", (at) => {
    const read = flowValue(place, at, depth);
    if (read !== undefined) items.push({ value: read.value });
    return read?.end;
  });
  const span = { start: place.offset + start, end: place.offset + (end ?? 0) };
  return end === undefined ? undefined : { value: { type: "sequence", span, flow: true, items }, end };
}

function flowMap(place: Place, start: number, depth: number): InlineValue | undefined {
  const entries: MapEntry[] = [];
  const end = eachPart(place.text, start, "}", (at) => {
    const key = match(flowKey, place.text, at);
    if (key === undefined || entries.some((entry) => entry.key === key)) return undefined;
    const read = flowValue(place, skipSpaces(place.text, at + key.length + 1), depth);
    const keySpan = { start: place.offset + at, end: place.offset + at + key.length };
    if (read !== undefined) entries.push({ key, keySpan, value: read.value, merged: false });
    return read?.end;
  });
  const span = { start: place.offset + start, end: place.offset + (end ?? 0) };
  return end === undefined ? undefined : { value: { type: "map", span, flow: true, entries }, end };
}

/** Reads the parts between commas by `read`, which gives the offset behind each; gives the offset behind the bracket. */
function eachPart(
  text: string,
  start: number,
  bracket: string,
  read: (at: number) => number | undefined,
): number | undefined {
  let at = skipSpaces(text, start + 1);
  if (text[at] === bracket) return at + 1;
  for (;;) {
    const end = read(at);
    if (end === undefined) return undefined;
    at = skipSpaces(text, end);
    if (text[at] === bracket) return at + 1;
    if (text[at] !== "," || text[at + 1] !== " ") return undefined;
    at = skipSpaces(text, at + 1);
  }
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at++;
  return at;
}
