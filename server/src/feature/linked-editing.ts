import type { LinkedEditingRanges, Position } from "vscode-languageserver";
import type { ManifestDocument } from "../document/document.ts";
import { documentAt, entriesAt, isOwn } from "../document/locate.ts";
import type { Path, Span } from "../document/span.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { offsetAt, rangeOf } from "./to-lsp.ts";

/**
 * A workload's selector must match the labels of its template: the same label, key or value, is typed in both at once.
 */
export function linkedEditing(snapshot: Snapshot, file: string, position: Position): LinkedEditingRanges | null {
  const source = snapshot.files.get(file);
  const offset = source === undefined ? 0 : offsetAt(source, position);
  const document = source && documentAt(source, offset);
  if (source === undefined || document === undefined) return null;
  const [selector, template] = [labelsAt(document, selectorPath), labelsAt(document, templatePath)];
  for (const label of selector) {
    const other = template.find(({ key }) => key === label.key);
    if (other === undefined) continue;
    const pairs: readonly (readonly [Span, Span])[] = [
      [label.keySpan, other.keySpan],
      [label.valueSpan, other.valueSpan],
    ];
    for (const pair of pairs) {
      const texts = new Set(pair.map(({ start, end }) => source.text.slice(start, end)));
      if (texts.size > 1 || !pair.some(({ start, end }) => start <= offset && offset <= end)) continue;
      return { ranges: pair.map((span) => rangeOf(source, span)), wordPattern: "[-\\w./]+" };
    }
  }
  return null;
}

interface Label {
  readonly key: string;
  readonly keySpan: Span;
  readonly valueSpan: Span;
}

function labelsAt(document: ManifestDocument, path: Path): readonly Label[] {
  return entriesAt(document.root, path)
    .filter(isOwn)
    .map(({ key, keySpan, value }) => ({ key, keySpan, valueSpan: value.span }));
}

const selectorPath: Path = ["spec", "selector", "matchLabels"];
const templatePath: Path = ["spec", "template", "metadata", "labels"];
