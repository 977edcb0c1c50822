import type { SemanticTokens } from "vscode-languageserver";
import type { ScalarNode, SourceFile, ValueNode } from "../document/document.ts";
import { isOwn, ownValues } from "../document/locate.ts";
import type { Span } from "../document/span.ts";
import { isQuantity, parseQuantity } from "../quantity/parse.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { positionAt } from "./to-lsp.ts";

/** Types and modifiers by their place in the lists that the server announces. */
export const tokenLegend: { readonly tokenTypes: string[]; readonly tokenModifiers: string[] } = {
  tokenTypes: ["number"],
  tokenModifiers: ["unit"],
};

/** The quantities below `requests`, `limits` and the like: number and unit apart. `within` narrows them to a part of the file. */
export function semanticTokens(snapshot: Snapshot, file: string, within?: Span): SemanticTokens {
  const source = snapshot.files.get(file);
  if (source === undefined) return { data: [] };
  const quantities = source.documents
    .filter(({ kind, span }) => !kind.endsWith("List") && (within === undefined || overlaps(span, within)))
    .flatMap(({ root }) => (root === undefined ? [] : quantitiesIn(source, root)))
    .filter((span) => within === undefined || overlaps(span, within))
    .toSorted((a, b) => a.start - b.start);
  return { data: encoded(source, quantities) };
}

function quantitiesIn({ text }: SourceFile, root: ValueNode): readonly Span[] {
  return [...ownValues(root)]
    .flatMap((node) => (node.type === "map" ? node.entries.filter(isOwn) : []))
    .flatMap(({ key, value }) => (holdsQuantities.has(key) && value.type === "map" ? value.entries.filter(isOwn) : []))
    .flatMap(({ value }) => (value.type === "scalar" ? quantityIn(text, value) : []));
}

/** The place of a quantity without its quotes; none where it is written in some other way. */
function quantityIn(text: string, { span, style, source }: ScalarNode): readonly Span[] {
  const quote = style === "plain" ? 0 : 1;
  const inner = { start: span.start + quote, end: span.end - quote };
  return isQuantity(parseQuantity(source)) && text.slice(inner.start, inner.end) === source ? [inner] : [];
}

const holdsQuantities = new Set([
  "requests",
  "limits",
  "hard",
  "allocatable",
  "capacity",
  "overhead",
  "default",
  "defaultRequest",
  "max",
  "min",
  "minAllowed",
  "maxAllowed",
]);

/** Five numbers a token, places relative to the token before. */
function encoded(source: SourceFile, quantities: readonly Span[]): number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const { start, end } of quantities) {
    const text = source.text.slice(start, end);
    const digits = /^[+-]?[\d.]+(?:[eE][+-]?\d+)?/.exec(text)?.[0].length ?? 0;
    const at = positionAt(source, start);
    const parts = [
      [at.character, digits, 0],
      [at.character + digits, text.length - digits, 1],
    ] as const;
    for (const [column, length, modifier] of parts) {
      if (length === 0) continue;
      const sameLine = at.line === line;
      data.push(at.line - line, sameLine ? column - character : column, length, 0, modifier);
      line = at.line;
      character = column;
    }
  }
  return data;
}

function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
