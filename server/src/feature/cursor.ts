import type { SourceFile } from "../document/document.ts";
import { nodeAt } from "../document/locate.ts";
import type { Path, Span } from "../document/span.ts";
import { lineEnd, lineStart } from "../document/text-lines.ts";
import { schemaOf } from "../schema/schemas.ts";
import { blockPlace, flowStart } from "./cursor-block.ts";
import { flowPlace } from "./cursor-flow.ts";
import type { Cursor, CursorPlace } from "./cursor-place.ts";
import { type LineParts, partsOf } from "./line-parts.ts";

/** What the cursor stands in; undefined inside of comments and block scalars, and where nothing can be completed. */
export function cursorAt(source: SourceFile, offset: number): Cursor | undefined {
  const { text } = source;
  const outer = source.documents.find(({ span }) => span.start <= offset && offset <= span.end);
  const extent = outer?.span ?? { start: 0, end: text.length };
  const begin = Math.max(lineStart(text, offset), extent.start);
  const line = text.slice(begin, lineEnd(text, offset));
  if (isInComment(line, offset - begin)) return undefined;
  const place = placeIn(text, extent, { begin, line, parts: partsOf(line) }, offset);
  if (place === undefined) return undefined;
  const { path, taken } = place;
  const written = place.flow ? nodeAt(outer?.root, path) : undefined;
  const all = written?.type === "map" ? [...taken, ...written.entries.map(({ key }) => key)] : [...taken];
  const word = text.slice(place.word.start, place.word.end);
  const read = { ...typeOf(text.slice(extent.start, extent.end)), ...itemType(source, path) };
  const document = { ...read, ...ofFile(source.file, read) };
  return {
    ...place,
    apiVersion: document.apiVersion,
    kind: document.kind,
    path: document.isItem ? path.slice(2) : path,
    taken: new Set(all.filter((key) => key !== word)),
  };
}

interface CursorLine {
  readonly begin: number;
  readonly line: string;
  readonly parts: LineParts;
}

function placeIn(text: string, extent: Span, here: CursorLine, offset: number): CursorPlace | undefined {
  const opening = flowStart(text, extent, here.begin, offset);
  if (opening !== undefined) {
    const base = blockPlace(text, extent, opening.begin, opening.parts.contentColumn);
    if (base === undefined) return undefined;
    const key = opening.parts.key === undefined ? [] : [opening.parts.key.text];
    return flowPlace(text, [...base.path, ...key], opening.start, offset);
  }
  const { begin, line, parts } = here;
  const column = offset - begin;
  if (
    parts.key !== undefined &&
    column >= parts.valueColumn - 1 &&
    line[parts.key.end] === ":" &&
    column > parts.key.end
  )
    return valuePlace(text, extent, here, offset);
  if (column < parts.contentColumn && line.trim() !== "") return undefined;
  const start = line.trim() === "" ? column : parts.contentColumn;
  const base = blockPlace(text, extent, begin, start);
  if (base === undefined) return undefined;
  const word = parts.key?.text ?? line.slice(start).trimEnd();
  if (/\s/.test(word)) return undefined;
  return {
    ...base,
    on: parts.dashes.length > 0 && parts.key === undefined ? "item" : "key",
    word: { start: begin + start, end: Math.max(begin + start + word.length, offset) },
    column: start,
    flow: false,
    hasColon: parts.key !== undefined,
    needsSpace: false,
  };
}

function valuePlace(
  text: string,
  extent: Span,
  { begin, line, parts }: CursorLine,
  offset: number,
): CursorPlace | undefined {
  const base = blockPlace(text, extent, begin, parts.contentColumn);
  const column = offset - begin;
  if (base === undefined || parts.key === undefined) return undefined;
  const start = Math.min(parts.valueColumn, column);
  const written = line
    .slice(start)
    .replace(/\s+#.*$/, "")
    .trimEnd();
  return {
    path: [...base.path, parts.key.text],
    taken: new Set(),
    on: "value",
    word: { start: begin + start, end: Math.max(begin + start + written.length, offset) },
    column: parts.contentColumn,
    flow: false,
    hasColon: false,
    needsSpace: column === parts.key.end + 1,
  };
}

function isInComment(line: string, column: number): boolean {
  const before = line.slice(0, column).replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, (quoted) => "x".repeat(quoted.length));
  return /(?:^|\s)#/.test(before);
}

/** Read from the text, since a document that is being typed may not be readable as a whole. */
function typeOf(text: string): { readonly apiVersion: string; readonly kind: string; readonly isItem: boolean } {
  const read = (key: string): string =>
    new RegExp(`^(?:["']?)${key}["']?:[ \\t]*["']?([^\\s"'#]+)`, "m").exec(text)?.[1] ?? "";
  return { apiVersion: read("apiVersion"), kind: read("kind"), isItem: false };
}

/** A file's name can say what it holds, where the text does not. */
function ofFile(file: string, read: Pick<Cursor, "apiVersion" | "kind">): Partial<Pick<Cursor, "apiVersion" | "kind">> {
  const entry = schemaOf({ file, ...read });
  return entry === undefined ? {} : { apiVersion: entry.apiVersion, kind: entry.kind };
}

/** An item of a `List` is a document of its own. */
function itemType(source: SourceFile, path: Path): object {
  const list = source.documents.find(({ kind }) => kind.endsWith("List"));
  const [items, index] = path;
  if (list === undefined || items !== "items" || typeof index !== "number") return {};
  const root = nodeAt(list.root, [items, index]);
  const document = root && source.documents.find((each) => each.root === root);
  return document === undefined ? {} : { apiVersion: document.apiVersion, kind: document.kind, isItem: true };
}
