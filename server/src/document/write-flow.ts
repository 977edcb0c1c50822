import type { MapEntry, MapNode, ValueNode } from "./document.ts";
import type { MissingKeys, Owner, Piece, Site } from "./edit-site.ts";
import { scalarDepth } from "./edit-site.ts";
import { indentUnit } from "./indent-unit.ts";
import { keyText, scalarText } from "./scalar-text.ts";
import { indentTo, isFirstOnLine, lineBreak } from "./text-lines.ts";
import { writeAbsent } from "./write-scalar.ts";

/** How the entries of a flow map are written. */
interface FlowStyle {
  readonly isJson: boolean;
  readonly quotesKeys: boolean;
  /** `": "`, or `":"` in JSON without spaces. */
  readonly colon: string;
  /** What stands between entries on one line. */
  readonly comma: string;
  /** Where each entry has its own line: the break and indentation before it. */
  readonly line: string | undefined;
  readonly unit: string;
}

/** Writes keys into a flow map that has entries, behind its last one and in its style. */
export function extendFlow(site: Site, map: MapNode, keys: MissingKeys): readonly Piece[] {
  const { text } = site;
  if (text[map.span.start] !== "{") return [];
  const own = map.entries.filter((entry) => !entry.merged).toSorted((a, b) => a.keySpan.start - b.keySpan.start);
  const last = own.at(-1);
  const style = styleOf(site, last);
  const entries = entriesText(style, keys);
  // Only a merge key stands in the map: entries go before it.
  if (last === undefined) return [insertion(map.span.start + 1, `${entries}, `)];
  const separator = style.line === undefined ? style.comma : `,${style.line}`;
  return [insertion((last.alias ?? last.value.span).end, separator + entries)];
}

/** Writes a flow map in place of an empty value. */
export function growFlow(site: Site, node: ValueNode, owner: Owner | undefined, keys: MissingKeys): readonly Piece[] {
  const outer = styleOf(site, owner?.map.flow === true ? owner.entry : undefined);
  const map = mapText(outer, keys);
  if (node.span.start === node.span.end) return writeAbsent(site, node, owner, map);
  return [{ span: node.span, text: map, depth: scalarDepth }];
}

/** The style of the map in which an entry stands. */
function styleOf(site: Site, entry: MapEntry | undefined): FlowStyle {
  const { text, isJson } = site;
  const quotesKeys = isJson || (entry !== undefined && text[entry.keySpan.start] === '"');
  const between =
    entry === undefined || entry.alias !== undefined ? "" : text.slice(entry.keySpan.end, entry.value.span.start);
  const isTight = quotesKeys && between === ":";
  const ownLine = entry !== undefined && isFirstOnLine(text, entry.keySpan.start);
  return {
    isJson,
    quotesKeys,
    colon: isTight ? ":" : ": ",
    comma: isTight ? "," : ", ",
    line: ownLine ? lineBreak(text) + indentTo(text, entry.keySpan.start) : undefined,
    unit: indentUnit(site),
  };
}

function entriesText(style: FlowStyle, keys: MissingKeys): string {
  const separator = style.line === undefined ? style.comma : `,${style.line}`;
  return [...keys]
    .map(([key, value]) => {
      const written = typeof value === "string" ? scalarText(value, "plain", style.isJson) : mapText(style, value);
      return keyText(key, style.quotesKeys) + style.colon + written;
    })
    .join(separator);
}

/** A map whose braces stand on the line of its key, which `style` describes. */
function mapText(style: FlowStyle, keys: MissingKeys): string {
  if (style.line === undefined) return `{${entriesText(style, keys)}}`;
  const inner = { ...style, line: style.line + style.unit };
  return `{${inner.line}${entriesText(inner, keys)}${style.line}}`;
}

function insertion(at: number, text: string): Piece {
  return { span: { start: at, end: at }, text, depth: 0 };
}
