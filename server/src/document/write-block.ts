import type { MapEntry, MapNode, ScalarNode, ValueNode } from "./document.ts";
import type { MissingKeys, Owner, Piece, Site } from "./edit-site.ts";
import { indentUnit } from "./indent-unit.ts";
import { ownChildren } from "./locate.ts";
import { keyText, scalarText } from "./scalar-text.ts";
import { indentTo, isFirstOnLine, lineBreak, lineEnd, lineStart, nextLine } from "./text-lines.ts";

/**
 * Writes keys into a block map. A scalar goes behind the last scalar there is, or to the top: `replicas` does not belong
 * below a pod template. A block goes to the end.
 */
export function extendBlock(site: Site, map: MapNode, keys: MissingKeys): readonly Piece[] {
  const indent = indentTo(site.text, map.span.start);
  const scalars: MissingKeys = new Map([...keys].filter(([, value]) => typeof value === "string"));
  const blocks: MissingKeys = new Map([...keys].filter(([, value]) => typeof value !== "string"));
  const pieces: Piece[] = [];
  if (scalars.size > 0) pieces.push(scalarPiece(site, map, indent, scalars));
  if (blocks.size > 0) pieces.push(pieceBehind(site, map, map.span.end, indent, blocks));
  return pieces;
}

/** Turns an empty value beside its key into a block below it; a comment on the line stays there. */
export function growBlock(site: Site, { entry }: Owner, keys: MissingKeys): readonly Piece[] {
  const { text } = site;
  const { start, end } = entry.value.span;
  const outer = indentTo(text, entry.keySpan.start);
  const below = { start: lineEnd(text, end), end: lineEnd(text, end) };
  const block = blockText(site, outer + indentUnit(site), keys);
  if (start === end) return [{ span: below, text: block, depth: outer.length + 1 }];
  const old = { start: text.slice(0, start).trimEnd().length, end };
  if (text.slice(end, below.end).trim() === "") return [{ span: old, text: block, depth: outer.length + 1 }];
  return [
    { span: old, text: "", depth: outer.length + 1 },
    { span: below, text: block, depth: outer.length + 1 },
  ];
}

function scalarPiece(site: Site, map: MapNode, indent: string, keys: MissingKeys): Piece {
  const own = map.entries.filter((entry) => !entry.merged).toSorted((a, b) => a.keySpan.start - b.keySpan.start);
  const lastScalar = own.findLast((entry) => entry.value.type === "scalar");
  if (lastScalar !== undefined) return pieceBehind(site, lastScalar.value, endOf(lastScalar), indent, keys);
  const first = own[0];
  if (first === undefined || !isFirstOnLine(site.text, first.keySpan.start))
    return pieceBehind(site, map, map.span.end, indent, keys);
  const start = topOf(site, map, first);
  const newline = lineBreak(site.text);
  const text = blockText(site, indent, keys).slice(newline.length) + newline;
  return { span: { start, end: start }, text, depth: indent.length };
}

function pieceBehind(site: Site, value: ValueNode, end: number, indent: string, keys: MissingKeys): Piece {
  const place = lineEnd(site.text, pastBlankContent(site.text, value, end));
  return { span: { start: place, end: place }, text: blockText(site, indent, keys), depth: indent.length };
}

function endOf(entry: MapEntry): number {
  return (entry.alias ?? entry.value.span).end;
}

/** The line below the key that holds the map, above the comments on its first entry; in a root map, the first entry's own line. */
function topOf(site: Site, map: MapNode, first: MapEntry): number {
  const own = lineStart(site.text, first.keySpan.start);
  if (map === site.root) return own;
  let top = own;
  while (top > 0 && /^[ \t]*(?:#.*)?\r?$/.test(site.text.slice(lineStart(site.text, top - 1), top - 1))) {
    top = lineStart(site.text, top - 1);
  }
  return top;
}

/** Blank lines below a block scalar may be part of it (`|+`, or lines of spaces): nothing may be written above them then. */
function pastBlankContent(text: string, value: ValueNode, end: number): number {
  const last = lastScalar(value);
  if (last?.style !== "block" || last.span.end !== end) return end;
  const keepsAll = /^[|>]\d?\+/.test(text.slice(last.span.start, last.span.start + 3));
  let place = end;
  for (let line = nextLine(text, end); line < text.length; line = nextLine(text, line)) {
    const content = text.slice(line, lineEnd(text, line));
    if (content.trim() !== "") break;
    if (keepsAll || content !== "") place = line;
  }
  return place;
}

function lastScalar(value: ValueNode): ScalarNode | undefined {
  let node: ValueNode | undefined = value;
  while (node !== undefined && node.type !== "scalar") {
    node = ownChildren(node).reduce<ValueNode | undefined>(
      (last, next) => (last === undefined || next.span.end >= last.span.end ? next : last),
      undefined,
    );
  }
  return node;
}

/** Every line begins with a line break and the last has none, so that the text fits behind a line, also the file's last. */
function blockText(site: Site, indent: string, keys: MissingKeys): string {
  const newline = lineBreak(site.text);
  return [...keys]
    .map(([key, value]) => {
      const start = `${newline}${indent}${keyText(key, false)}:`;
      if (typeof value === "string") return `${start} ${scalarText(value, "plain", false)}`;
      return start + blockText(site, indent + indentUnit(site), value);
    })
    .join("");
}
