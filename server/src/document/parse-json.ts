import type { MapEntry, ScalarNode, SequenceItem, ValueNode } from "./document.ts";
import type { Finding } from "./finding.ts";
import type { Parsed } from "./parse-yaml.ts";
import { duplicateKeyFinding, maximumDepth, tooDeepMessage } from "./value-findings.ts";
import { absentScalar } from "./yaml-scalar.ts";

/**
 * Reads a JSON file into values with spans, in one pass and without the YAML parser, which needs seconds for what
 * `kubectl get pods -o json` writes in a large cluster. Reading stops at the first error; what stands before it is kept.
 */
export function parseJson(file: string, text: string): Parsed {
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  const reader: Reader = { file, text, at: start, findings: [], failed: false };
  skipSpace(reader);
  const empty = reader.at >= text.length;
  const root = empty ? undefined : readValue(reader, 0);
  skipSpace(reader);
  if (reader.at < text.length) fail(reader, "Only one value may stand in a JSON file; this is a second one.");
  const document = { span: { start, end: text.length }, root, broken: reader.failed };
  return { document, findings: reader.findings };
}

interface Reader {
  readonly file: string;
  readonly text: string;
  readonly findings: Finding[];
  at: number;
  failed: boolean;
}

function readValue(reader: Reader, depth: number): ValueNode {
  const first = reader.text[reader.at];
  if (first === "{" || first === "[") {
    if (depth >= maximumDepth) fail(reader, tooDeepMessage, "yaml/too-deep");
    else return first === "{" ? readObject(reader, depth) : readArray(reader, depth);
  }
  return first === '"' ? readString(reader) : readWord(reader);
}

function readObject(reader: Reader, depth: number): ValueNode {
  const start = reader.at++;
  const entries = new Map<string, MapEntry>();
  readItems(reader, "}", () => {
    if (reader.text[reader.at] !== '"') return fail(reader, "A key in double quotes, or `}`, is expected here.");
    const key = readString(reader);
    skipSpace(reader);
    const colon = reader.text[reader.at] === ":";
    if (colon) reader.at++;
    else fail(reader, "A `:` is expected after the key.");
    skipSpace(reader);
    const value = colon ? readValue(reader, depth + 1) : absent(key.span.end);
    const entry: MapEntry = { key: String(key.value), keySpan: key.span, value, merged: false };
    const earlier = entries.get(entry.key);
    if (earlier !== undefined) reader.findings.push(duplicateKeyFinding(reader.file, entry, earlier));
    entries.set(entry.key, entry);
  });
  return { type: "map", span: { start, end: reader.at }, flow: true, entries: [...entries.values()] };
}

function readArray(reader: Reader, depth: number): ValueNode {
  const start = reader.at++;
  const items: SequenceItem[] = [];
  readItems(reader, "]", () => {
    items.push({ value: readValue(reader, depth + 1) });
  });
  return { type: "sequence", span: { start, end: reader.at }, flow: true, items };
}

/** Items with commas between them, up to the closing bracket. */
function readItems(reader: Reader, close: "}" | "]", readItem: () => void): void {
  skipSpace(reader);
  if (reader.text[reader.at] === close) {
    reader.at++;
    return;
  }
  while (!reader.failed) {
    readItem();
    skipSpace(reader);
    const next = reader.text[reader.at];
    if (reader.failed) return;
    if (next === close || next === ",") reader.at++;
    else fail(reader, `A comma or \`${close}\` is expected here.`);
    if (next !== ",") return;
    skipSpace(reader);
  }
}

function readString(reader: Reader): ScalarNode {
  const start = reader.at;
  const end = closingQuote(reader.text, start);
  const value = end < 0 ? undefined : parseLiteral(reader.text.slice(start, end + 1));
  if (value === undefined) {
    fail(reader, "This string is not closed, or holds a character that JSON wants escaped.");
    return absent(start);
  }
  reader.at = end + 1;
  const source = reader.text.slice(start + 1, end);
  return { type: "scalar", span: { start, end: reader.at }, style: "double", value, source };
}

function closingQuote(text: string, open: number): number {
  let end = text.indexOf('"', open + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}

/** Only what needs decoding or refusing goes through `JSON.parse`. */
function parseLiteral(literal: string): string | undefined {
  if (!/[\\\p{Cc}]/u.test(literal)) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    return undefined;
  }
}

/** Literals and numbers; matched at its `lastIndex`. */
const word = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readWord(reader: Reader): ScalarNode {
  const start = reader.at;
  word.lastIndex = start;
  const source = word.exec(reader.text)?.[0];
  if (source === undefined) {
    fail(reader, "A value is expected here.");
    return absent(start);
  }
  reader.at += source.length;
  return { type: "scalar", span: { start, end: reader.at }, style: "plain", value: JSON.parse(source), source };
}

function skipSpace(reader: Reader): void {
  const { text } = reader;
  let at = reader.at;
  for (let code = text.charCodeAt(at); isSpace(code); code = text.charCodeAt(at)) at++;
  reader.at = at;
}

/** Space, line feed, carriage return or tab: the only blanks of JSON. */
function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** Reports the first error, and stops the reading there. */
function fail(reader: Reader, message: string, code = "yaml/syntax"): void {
  if (!reader.failed) {
    const start = reader.at;
    const end = Math.min(reader.text.length, start + 1);
    reader.findings.push({ code, severity: "error", message, file: reader.file, span: { start, end } });
  }
  reader.failed = true;
}

function absent(at: number): ScalarNode {
  return absentScalar({ start: at, end: at });
}
