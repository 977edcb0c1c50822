import type { ManifestDocument } from "./document.ts";

/** That a document is another one, further down in its file by so many characters. */
export interface Move {
  readonly from: ManifestDocument;
  readonly by: number;
}

const moves: WeakMap<ManifestDocument, Move> = new WeakMap();

/** Has it known that a document is another one at another place. */
export function rememberMove(document: ManifestDocument, move: Move): void {
  moves.set(document, move);
}

/** The document in which this one's text was read first, where that stood elsewhere. */
export function moveOf(document: ManifestDocument): Move | undefined {
  return moves.get(document);
}

/**
 * What is known about a document, said of the same document at another place: every span in it is moved, and the
 * document itself replaced. What holds neither stays the same object. Values are trees: of what two places share, each
 * gets its own copy.
 */
export function movedFacts<T>(facts: T, { from, by }: Move, to: ManifestDocument): T {
  if (by === 0 && from === to) return facts;
  return movedAny(facts, { from, by, to }) as T;
}

interface Moving extends Move {
  readonly to: ManifestDocument;
}

function movedAny(value: unknown, moving: Moving): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value === moving.from) return moving.to;
  if (Array.isArray(value)) return movedArray(value, moving);
  if (value instanceof Map) return new Map([...value].map((entry) => movedArray(entry, moving) as [unknown, unknown]));
  return isSpan(value)
    ? { start: value.start + moving.by, end: value.end + moving.by }
    : movedObject(value as Readonly<Record<string, unknown>>, moving);
}

function movedArray(values: readonly unknown[], moving: Moving): readonly unknown[] {
  let after: unknown[] | undefined;
  for (const [index, value] of values.entries()) {
    const moved = movedAny(value, moving);
    if (moved === value) continue;
    after ??= [...values];
    after[index] = moved;
  }
  return after ?? values;
}

function movedObject(value: Readonly<Record<string, unknown>>, moving: Moving): unknown {
  let after: Record<string, unknown> | undefined;
  for (const key in value) {
    const each = value[key];
    if (typeof each !== "object" || each === null) continue;
    const moved = movedAny(each, moving);
    if (moved === each) continue;
    after ??= Object.assign(Object.create(Object.getPrototypeOf(value)), value);
    if (after !== undefined) after[key] = moved;
  }
  return after ?? value;
}

function isSpan(value: object): value is { readonly start: number; readonly end: number } {
  if (!("start" in value && "end" in value)) return false;
  return typeof value.start === "number" && typeof value.end === "number" && Object.keys(value).length === 2;
}
