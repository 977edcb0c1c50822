import type { ManifestDocument } from "./document.ts";

/**
 * The same function, computed once for each document and known for as long as the document is in use. A document that
 * a change has not touched is the same object as before, so typing costs what its own document costs.
 */
export function oncePerDocument<T>(compute: (document: ManifestDocument) => T): (document: ManifestDocument) => T {
  const known: WeakMap<ManifestDocument, { readonly value: T }> = new WeakMap();
  return (document) => {
    const before = known.get(document);
    if (before !== undefined) return before.value;
    const value = compute(document);
    known.set(document, { value });
    return value;
  };
}
