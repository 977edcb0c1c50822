import type { ManifestDocument } from "../document/document.ts";
import type { Fix } from "../document/finding.ts";
import { entryAt } from "../document/locate.ts";
import type { Path } from "../document/span.ts";
import type { RuleContext } from "./rule.ts";

/**
 * A fix that takes a key and its scalar out of a map in block style: the whole line, or, where a comment follows, all
 * but the comment. Undefined where the key shares its line with others, or comes from elsewhere.
 */
export function removalOf(
  { sourceOf }: Pick<RuleContext, "sourceOf">,
  title: string,
  document: ManifestDocument,
  path: Path,
): Fix | undefined {
  const text = sourceOf(document.file)?.text;
  const entry = entryAt(document.root, path);
  if (text === undefined || entry?.value.type !== "scalar" || entry.merged || entry.alias !== undefined)
    return undefined;
  const { start } = entry.keySpan;
  const { end } = entry.value.span;
  const lineStart = text.lastIndexOf("\n", start) + 1;
  const lineEnd = text.indexOf("\n", end);
  const rest = text.slice(end, lineEnd < 0 ? text.length : lineEnd);
  const isAlone = text.slice(lineStart, start).trim() === "" && /^\s*(#.*)?$/.test(rest);
  if (!isAlone || text.slice(start, end).includes("\n")) return undefined;
  const comment = rest.indexOf("#");
  const span =
    comment < 0 ? { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 } : { start, end: end + comment };
  return { title, edits: [{ file: document.file, span, newText: "" }] };
}
