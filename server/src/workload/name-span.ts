import type { ManifestDocument } from "../document/document.ts";
import type { Span } from "../document/span.ts";
import { child, rootField } from "./field.ts";

/**
 * Where a finding about a document as a whole stands: its `metadata.name`; while there is none, its `kind`; where
 * nothing is readable, its start.
 */
export function nameSpanOf(document: ManifestDocument): Span {
  const root = rootField(document);
  const named = child(root, "metadata", "name").node ?? child(root, "metadata", "generateName").node;
  const { start } = document.span;
  return (named ?? child(root, "kind").node)?.span ?? { start, end: start };
}
