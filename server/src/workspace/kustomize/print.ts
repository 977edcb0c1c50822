import type { Span } from "../../document/span.ts";
import type { BuiltEntry, BuiltMap, BuiltScalar, BuiltSequence, BuiltValue, Origin } from "./built-value.ts";

/** Objects as one stream of YAML documents, with where each of its keys and scalars comes from. */
export interface Printed {
  readonly text: string;
  /** By the place in the text, in its order. */
  readonly places: readonly PrintedPlace[];
}

export interface PrintedPlace {
  readonly span: Span;
  readonly origin: Origin;
}

/** Prints objects, one document each. */
export function print(roots: readonly BuiltMap[]): Printed {
  const pen: Pen = { parts: [], length: 0, isInLine: false, places: [] };
  for (const [index, root] of roots.entries()) {
    if (index > 0) write(pen, "---\n");
    printMap(pen, root, "");
  }
  return { text: pen.parts.join(""), places: pen.places };
}

interface Pen {
  readonly parts: string[];
  /** Of what is written so far. */
  length: number;
  /** Whether something stands in the present line. */
  isInLine: boolean;
  readonly places: PrintedPlace[];
}

function write(pen: Pen, text: string): void {
  if (text === "") return;
  pen.parts.push(text);
  pen.length += text.length;
  pen.isInLine = !text.endsWith("\n");
}

/** Writes a text that comes from somewhere. */
function put(pen: Pen, text: string, origin: Origin): void {
  pen.places.push({ span: { start: pen.length, end: pen.length + text.length }, origin });
  write(pen, text);
}

/** Writes a value behind its key, or behind the dash of its item, up to the end of its last line. */
function printValue(pen: Pen, value: BuiltValue, indent: string): void {
  if (value.type === "scalar") printScalar(pen, value);
  else if (isEmpty(value)) {
    write(pen, " ");
    put(pen, value.type === "map" ? "{}" : "[]", value.origin);
    write(pen, "\n");
  } else {
    write(pen, "\n");
    if (value.type === "map") printMap(pen, value, indent);
    else printSequence(pen, value, indent);
  }
}

function isEmpty(value: BuiltMap | BuiltSequence): boolean {
  return value.type === "map" ? value.entries.length === 0 : value.items.length === 0;
}

function printScalar(pen: Pen, { text, origin }: BuiltScalar): void {
  if (text !== "") write(pen, " ");
  put(pen, text, origin);
  write(pen, "\n");
}

/** Writes entries on lines of their own; the first goes on where the pen stands, if that is behind a dash. */
function printMap(pen: Pen, { entries }: BuiltMap, indent: string): void {
  for (const entry of entries) {
    if (!pen.isInLine) write(pen, indent);
    printEntry(pen, entry, indent);
  }
}

function printEntry(pen: Pen, { key, keyOrigin, value }: BuiltEntry, indent: string): void {
  put(pen, keyText(key), keyOrigin);
  write(pen, ":");
  printValue(pen, value, value.type === "sequence" ? indent : `${indent}  `);
}

function printSequence(pen: Pen, { items }: BuiltSequence, indent: string): void {
  for (const item of items) {
    write(pen, `${indent}-`);
    if (item.type === "map" && !isEmpty(item)) {
      write(pen, " ");
      printMap(pen, item, `${indent}  `);
    } else printValue(pen, item, `${indent}  `);
  }
}

function keyText(key: string): string {
  const isPlain = /^[A-Za-z_][\w./-]*$/.test(key) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(key);
  return isPlain ? key : JSON.stringify(key);
}
