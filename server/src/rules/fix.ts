import type { ManifestDocument } from "../document/document.ts";
import { setValues } from "../document/edit.ts";
import type { Fix, TextEdit } from "../document/finding.ts";
import type { Path } from "../document/span.ts";
import type { RuleContext } from "./rule.ts";

/** A scalar to be written into a document. */
export interface Change {
  readonly document: ManifestDocument;
  readonly path: Path;
  readonly scalar: string;
}

/** A fix that makes all of the changes, in whatever files they are; undefined unless every one of them can be made. */
export function fixOf(
  context: Pick<RuleContext, "sourceOf">,
  title: string,
  changes: readonly Change[],
): Fix | undefined {
  const edits = editsOf(context, changes);
  return edits === undefined || edits.length === 0 ? undefined : { title, edits };
}

/** The edits that make the changes: each document's merged, none overlapping; undefined unless every document can be edited. */
export function editsOf(
  { sourceOf }: Pick<RuleContext, "sourceOf">,
  changes: readonly Change[],
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const document of new Set(changes.map((change) => change.document))) {
    const source = sourceOf(document.file);
    const ofDocument = changes.filter((change) => change.document === document);
    const made = source === undefined ? [] : setValues(source, document, ofDocument);
    if (made.length === 0) return undefined;
    edits.push(...made);
  }
  return edits;
}
