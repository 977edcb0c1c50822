import type { Path, Span } from "../document/span.ts";

/** Where somebody types: what a word at the cursor would be, also in a text that is not whole yet. */
export interface Cursor {
  readonly apiVersion: string;
  readonly kind: string;
  /** Of a key, the map that it belongs to; of a value, the value's own. */
  readonly path: Path;
  /** `item`: the beginning of a list's item, which may be a value or the first key of a map. */
  readonly on: "key" | "value" | "item";
  /** The half-typed word that a completion replaces. */
  readonly word: Span;
  /** The column in which a key stands: what belongs to it is indented from there. */
  readonly column: number;
  /** Keys that the map has already. */
  readonly taken: ReadonlySet<string>;
  readonly flow: boolean;
  /** True where the word is followed by a colon: only the name is to be written. */
  readonly hasColon: boolean;
  /** True where the value follows its colon without the space that it needs. */
  readonly needsSpace: boolean;
}

/** What is known from the text alone. */
export type CursorPlace = Omit<Cursor, "apiVersion" | "kind">;
