import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import type { MapEntry, SequenceItem, ValueNode } from "./document.ts";
import type { Finding } from "./finding.ts";
import { isMergeable, type MergeSource, mergedEntries } from "./merge-keys.ts";
import type { Span } from "./span.ts";
import { duplicateKeyFinding, maximumDepth, tooDeepMessage, valueFinding } from "./value-findings.ts";
import { absentScalar, toScalar } from "./yaml-scalar.ts";

/** Entries that merge keys may bring into one document. */
export const maximumMergedEntries = 100_000;

const tooManyMerged = `Merge keys bring more than ${maximumMergedEntries} entries into this document; these are not read.`;

/** What a document says, and what is wrong with its anchors, keys and depth. */
export interface YamlValue {
  readonly root: ValueNode | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Turns the `yaml` package's tree into values with absolute spans, in one pass: an alias becomes the value that its
 * anchor has at that point of the text, the same object, so that expansion costs nothing.
 */
export function readYamlValue(file: string, text: string, contents: unknown, offset: number): YamlValue {
  const reader: Reader = {
    file,
    text,
    offset,
    findings: [],
    anchors: new Map(),
    mergeAllowance: { left: maximumMergedEntries },
  };
  const root = isAbsent(contents) ? undefined : read(reader, contents as Node, offset, 0).value;
  return { root, findings: reader.findings };
}

interface Reader {
  readonly file: string;
  readonly text: string;
  readonly offset: number;
  readonly findings: Finding[];
  /** Undefined while the anchored value is being read: it cannot contain itself. */
  readonly anchors: Map<string, ValueNode | undefined>;
  readonly mergeAllowance: { left: number };
}

/** A value, and the alias that stands in its place. */
type Read = SequenceItem;

function isAbsent(contents: unknown): boolean {
  return (
    contents === null ||
    (isScalar(contents) && contents.source === "" && contents.type === "PLAIN" && contents.anchor === undefined)
  );
}

/** `place` is where an absent value would be written. */
function read(reader: Reader, node: unknown, place: number, depth: number): Read {
  if (isAlias(node)) return readAlias(reader, node);
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return { value: absentScalar({ start: place, end: place }) };
  if (node.anchor !== undefined) reader.anchors.set(node.anchor, undefined);
  const value = isScalar(node)
    ? toScalar(reader.text, spanOf(reader, node), node)
    : readCollection(reader, node, depth);
  if (node.anchor !== undefined) reader.anchors.set(node.anchor, value);
  return { value };
}

function readCollection(reader: Reader, node: YAMLMap | YAMLSeq, depth: number): ValueNode {
  if (depth >= maximumDepth) {
    const span = spanOf(reader, node);
    reportOnce(reader, "yaml/too-deep", span, tooDeepMessage);
    return absentScalar(span);
  }
  return isMap(node) ? readMap(reader, node, depth) : readSequence(reader, node, depth);
}

function readAlias(reader: Reader, node: Alias): Read {
  const alias = spanOf(reader, node);
  const value = reader.anchors.get(node.source);
  if (value !== undefined) return { value, alias };
  const message = reader.anchors.has(node.source)
    ? `The value of the anchor \`&${node.source}\` cannot contain itself.`
    : `No anchor \`&${node.source}\` stands above this alias.`;
  reader.findings.push(valueFinding(reader.file, "yaml/unknown-alias", alias, message));
  return { value: absentScalar(alias), alias };
}

function readSequence(reader: Reader, node: YAMLSeq, depth: number): ValueNode {
  const whole = spanOf(reader, node);
  const items = node.items.map((item) => read(reader, item, whole.end, depth + 1));
  return { type: "sequence", span: collectionSpan(node, whole, items), flow: node.flow === true, items };
}

function readMap(reader: Reader, node: YAMLMap, depth: number): ValueNode {
  const whole = spanOf(reader, node);
  const own = new Map<string, MapEntry>();
  const merges: MergeSource[] = [];
  const extents: Read[] = [];
  for (const pair of node.items) {
    const entry = readPair(reader, pair, depth);
    extents.push(entry);
    if (isMergeKey(pair)) {
      addMerge(reader, merges, entry);
      continue;
    }
    const first = own.get(entry.key);
    if (first !== undefined) reader.findings.push(duplicateKeyFinding(reader.file, entry, first));
    own.set(entry.key, entry);
  }
  const span = collectionSpan(node, whole, extents);
  const entries = [...own.values()];
  const merged = mergedEntries(entries, merges, reader.mergeAllowance);
  if (merged === undefined) reportOnce(reader, "yaml/alias-limit", span, tooManyMerged);
  return { type: "map", span, flow: node.flow === true, entries: [...entries, ...(merged ?? [])] };
}

function addMerge(reader: Reader, merges: MergeSource[], { keySpan, value, alias }: MapEntry): void {
  const message = "`<<` takes a map, or a list of maps.";
  if (isMergeable(value)) merges.push({ value, alias });
  else reader.findings.push(valueFinding(reader.file, "yaml/merge-key", keySpan, message));
}

function readPair(reader: Reader, pair: Pair, depth: number): MapEntry {
  const key = read(reader, pair.key, reader.offset, depth + 1);
  const keySpan = key.alias ?? key.value.span;
  const { value, alias } = read(reader, pair.value, keySpan.end, depth + 1);
  return { key: keyText(reader, key.value), keySpan, value, merged: false, ...(alias === undefined ? {} : { alias }) };
}

/** Kubernetes knows only string keys: `1: x` has the key "1". */
function keyText(reader: Reader, key: ValueNode): string {
  if (key.type === "scalar") return typeof key.value === "string" ? key.value : key.source;
  const { start, end } = key.span;
  const message = "A key must be plain text, not a map or a list.";
  reader.findings.push(valueFinding(reader.file, "yaml/complex-key", { start, end: start + 1 }, message));
  return reader.text.slice(start, end);
}

/** A limit that is reached once is mostly reached again: the first place says enough, and its first character. */
function reportOnce(reader: Reader, code: string, { start }: Span, message: string): void {
  if (reader.findings.some((finding) => finding.code === code)) return;
  reader.findings.push(valueFinding(reader.file, code, { start, end: start + 1 }, message));
}

function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.type === "PLAIN" && pair.key.source === "<<";
}

/** A block collection ends with its last value, not with the blank lines and comments below it. */
function collectionSpan(node: YAMLMap | YAMLSeq, whole: Span, parts: readonly Read[]): Span {
  const last = parts.at(-1);
  if (node.flow === true || last === undefined) return whole;
  return { start: whole.start, end: (last.alias ?? last.value.span).end };
}

function spanOf(reader: Reader, node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start: reader.offset + start, end: reader.offset + end };
}
