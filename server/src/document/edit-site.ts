import type { MapEntry, MapNode, ValueNode } from "./document.ts";
import { isOwn, ownValues } from "./locate.ts";
import type { Span } from "./span.ts";

/** Where edits are made: the file's text and the document's value. */
export interface Site {
  readonly text: string;
  readonly root: ValueNode | undefined;
  readonly isJson: boolean;
}

/** Keys to be written, each with a scalar's text or with keys of its own. */
export type MissingKeys = Map<string, string | MissingKeys>;

/** A change of the text before it is combined with others. */
export interface Piece {
  readonly span: Span;
  readonly text: string;
  /** Of pieces inserted at one place, that of the larger depth comes first: what belongs to an inner value ends before its outer one grows. */
  readonly depth: number;
}

/** The depth of a scalar's own text: before everything that is inserted behind it. */
export const scalarDepth: number = Number.POSITIVE_INFINITY;

/** The pieces in the order of the text, those at one place as one. */
export function combinePieces(pieces: readonly Piece[]): readonly Piece[] {
  const combined: Piece[] = [];
  for (const piece of pieces.toSorted(inTextOrder)) {
    const last = combined.at(-1);
    if (last === undefined || last.span.end < piece.span.start || isBehind(last, piece)) combined.push(piece);
    else if (last.span.start === piece.span.start) combined.splice(-1, 1, joined(last, piece));
  }
  return combined;
}

function inTextOrder(a: Piece, b: Piece): number {
  const byPlace = a.span.start - b.span.start || a.span.end - b.span.end;
  // Two infinite depths have no difference, but they are equal.
  return byPlace !== 0 || a.depth === b.depth ? byPlace : b.depth - a.depth;
}

function isBehind(last: Piece, piece: Piece): boolean {
  return last.span.end === piece.span.start && last.span.start < last.span.end;
}

function joined(first: Piece, second: Piece): Piece {
  return {
    span: { start: first.span.start, end: second.span.end },
    text: first.text + second.text,
    depth: second.depth,
  };
}

/** The entry in whose own place a value stands, and the entry's map; an alias to the value does not count. */
export interface Owner {
  readonly map: MapNode;
  readonly entry: MapEntry;
}

/** Looks a value's owner up in the whole document. */
export function ownerOf(site: Site, value: ValueNode): Owner | undefined {
  for (const map of site.root === undefined ? [] : ownValues(site.root)) {
    const entry = map.type === "map" ? map.entries.find((each) => isOwn(each) && each.value === value) : undefined;
    if (map.type === "map" && entry !== undefined) return { map, entry };
  }
  return undefined;
}
