import type { ManifestDocument, MapEntry, SequenceItem, ValueNode } from "../../document/document.ts";
import { stringAt } from "../../document/locate.ts";
import type { Span } from "../../document/span.ts";
import type { BuiltEntry, BuiltMap, BuiltScalar, BuiltSequence, BuiltValue, Origin } from "./built-value.ts";

/** Objects as one text of YAML, parsed, with where each of its values comes from. */
export interface Printed {
  readonly text: string;
  readonly documents: readonly ManifestDocument[];
  /** By the place in the text, in its order: keys and scalars. */
  readonly places: readonly PrintedPlace[];
}

export interface PrintedPlace {
  readonly span: Span;
  readonly origin: Origin;
}

/** Prints objects as a stream of documents of a file of this name. */
export function print(file: string, roots: readonly BuiltMap[]): Printed {
  const pen: Pen = { text: "", places: [] };
  const documents = roots.map((root, index): ManifestDocument => {
    if (index > 0) pen.text += "---\n";
    const start = pen.text.length;
    const node = writeMap(pen, root, "");
    return {
      file,
      index,
      span: { start, end: pen.text.length },
      root: node,
      broken: false,
      apiVersion: stringAt(node, ["apiVersion"]) ?? "",
      kind: stringAt(node, ["kind"]) ?? "",
      name: stringAt(node, ["metadata", "name"]) ?? "",
      namespace: stringAt(node, ["metadata", "namespace"]) || "default",
    };
  });
  return { text: pen.text, documents, places: pen.places };
}

interface Pen {
  text: string;
  readonly places: PrintedPlace[];
}

/** Writes a value behind its key, or behind the dash of its item, up to the end of its last line. */
function write(pen: Pen, value: BuiltValue, indent: string): ValueNode {
  if (value.type === "scalar") return writeScalar(pen, value);
  const isEmpty = value.type === "map" ? value.entries.length === 0 : value.items.length === 0;
  if (isEmpty) return writeEmpty(pen, value);
  pen.text += "\n";
  return value.type === "map" ? writeMap(pen, value, indent) : writeSequence(pen, value, indent);
}

function writeScalar(pen: Pen, { value, source, text, style, origin }: BuiltScalar): ValueNode {
  const span = put(pen, text === "" ? "" : ` ${text}`, origin, text === "" ? 0 : 1);
  pen.text += "\n";
  return { type: "scalar", span, style, value, source };
}

function writeEmpty(pen: Pen, value: BuiltMap | BuiltSequence): ValueNode {
  const span = put(pen, value.type === "map" ? " {}" : " []", value.origin, 1);
  pen.text += "\n";
  return value.type === "map"
    ? { type: "map", span, flow: true, entries: [] }
    : { type: "sequence", span, flow: true, items: [] };
}

/** Writes entries on lines of their own; the first goes on where the pen stands, if that is behind a dash. */
function writeMap(pen: Pen, { entries }: BuiltMap, indent: string): ValueNode {
  const written = entries.map((entry, index) => {
    if (index > 0 || pen.text === "" || pen.text.endsWith("\n")) pen.text += indent;
    return writeEntry(pen, entry, indent);
  });
  const start = written[0]?.keySpan.start ?? pen.text.length;
  return { type: "map", flow: false, entries: written, span: { start, end: contentEnd(pen) } };
}

function writeEntry(pen: Pen, { key, keyOrigin, value }: BuiltEntry, indent: string): MapEntry {
  const keySpan = put(pen, keyText(key), keyOrigin, 0);
  pen.text += ":";
  const inner = value.type === "sequence" ? indent : `${indent}  `;
  return { key, keySpan, value: write(pen, value, inner), merged: false };
}

function writeSequence(pen: Pen, { items }: BuiltSequence, indent: string): ValueNode {
  const start = pen.text.length + indent.length;
  const written = items.map((item): SequenceItem => {
    pen.text += `${indent}-`;
    if (item.type !== "map" || item.entries.length === 0) return { value: write(pen, item, `${indent}  `) };
    pen.text += " ";
    return { value: writeMap(pen, item, `${indent}  `) };
  });
  return { type: "sequence", flow: false, items: written, span: { start, end: contentEnd(pen) } };
}

function contentEnd({ text }: Pen): number {
  return text.endsWith("\n") ? text.length - 1 : text.length;
}

/** Puts a text down; what it says begins `skip` characters in. */
function put(pen: Pen, text: string, origin: Origin, skip: number): Span {
  const span = { start: pen.text.length + skip, end: pen.text.length + text.length };
  pen.text += text;
  pen.places.push({ span, origin });
  return span;
}

function keyText(key: string): string {
  return /^[A-Za-z_][\w./-]*$/.test(key) && !/^(?:y|n|yes|no|on|off|true|false|null|~)$/i.test(key)
    ? key
    : JSON.stringify(key);
}
