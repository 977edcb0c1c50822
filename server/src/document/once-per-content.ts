import type { ManifestDocument } from "./document.ts";
import { movedFacts, moveOf } from "./move.ts";
import { oncePerDocument } from "./once-per-document.ts";

/**
 * The same function, for what a document says whatever stands around it: computed once for each text of a document and
 * moved with it from then on. The result must not hold the document's value, and no spans of other documents.
 */
export function oncePerContent<T>(compute: (document: ManifestDocument) => T): (document: ManifestDocument) => T {
  const known = oncePerDocument((document: ManifestDocument): T => {
    const move = moveOf(document);
    return move === undefined ? compute(document) : movedFacts(known(move.from), move, document);
  });
  return known;
}
