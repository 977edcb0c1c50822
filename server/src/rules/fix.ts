import { setValues } from "../document/edit.ts";
import type { Fix, TextEdit } from "../document/finding.ts";
import type { Change, RuleContext } from "./rule.ts";

/** A fix that makes all of the changes, in whatever files they are; undefined unless every one of them can be made. */
export function fixOf(
  context: Pick<RuleContext, "sourceOf" | "write">,
  title: string,
  changes: readonly Change[],
): Fix | undefined {
  const edits = editsOf(context, changes);
  return edits === undefined || edits.length === 0 ? undefined : { title, edits };
}

/**
 * The same as a suggestion: what nothing here tells for certain, such as a value to start from. Manifests may have one for
 * each container, and few are ever looked at: the edits are made when they are.
 */
export function suggestionOf(
  { sourceOf, write }: Pick<RuleContext, "sourceOf" | "write">,
  title: string,
  changes: readonly Change[],
): Fix | undefined {
  if (write === undefined && changes.some(({ document }) => sourceOf(document.file) === undefined)) return undefined;
  let edits: readonly TextEdit[] | undefined;
  return {
    title,
    isSuggestion: true,
    get edits() {
      edits ??= editsOf({ sourceOf, ...(write !== undefined && { write }) }, changes) ?? [];
      return edits;
    },
  };
}

/** The edits that make the changes: each document's merged, none overlapping; undefined unless every document can be edited. */
export function editsOf(
  { sourceOf, write }: Pick<RuleContext, "sourceOf" | "write">,
  changes: readonly Change[],
): readonly TextEdit[] | undefined {
  if (write !== undefined) return write(changes);
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
