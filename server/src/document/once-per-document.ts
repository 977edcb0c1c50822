import type { ManifestDocument } from "./document.ts";

/** A function of a document whose results are known for as long as the document is in use. */
export interface KnownOfDocument<T> {
  (document: ManifestDocument): T;
  /** Has a result known that was computed elsewhere, from a document of the same text. */
  remember(document: ManifestDocument, value: T): void;
}

/**
 * The same function, computed once for each document and known for as long as the document is in use. A document that
 * a change has not touched is the same object as before, so typing costs what its own document costs.
 */
export function oncePerDocument<T>(compute: (document: ManifestDocument) => T): KnownOfDocument<T> {
  const known: WeakMap<ManifestDocument, { readonly value: T }> = new WeakMap();
  const once = (document: ManifestDocument): T => {
    const before = known.get(document);
    if (before !== undefined) return before.value;
    const value = compute(document);
    known.set(document, { value });
    return value;
  };
  const remember = (document: ManifestDocument, value: T): void => void known.set(document, { value });
  return Object.assign(once, { remember });
}
