/** A half-open range of offsets (UTF-16 code units) into one file's text. Lines and columns exist only in `feature/to-lsp.ts`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Keys and indexes from a document's root to a value: `["spec", "containers", 0, "image"]`. */
export type Path = readonly (string | number)[];
