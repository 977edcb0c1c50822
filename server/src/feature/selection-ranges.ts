import type { Position, SelectionRange } from "vscode-languageserver";
import type { SourceFile, ValueNode } from "../document/document.ts";
import { documentAt, isOwn } from "../document/locate.ts";
import type { Span } from "../document/span.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { offsetAt, rangeOf } from "./to-lsp.ts";

/** For each position what is selected step by step around it: the value, the field, the map, … the document. */
export function selectionRanges(snapshot: Snapshot, file: string, positions: readonly Position[]): SelectionRange[] {
  const source = snapshot.files.get(file);
  if (source === undefined) return [];
  return positions.map((position) => rangesAt(source, offsetAt(source, position)));
}

function rangesAt(source: SourceFile, offset: number): SelectionRange {
  const document = documentAt(source, offset);
  const spans: Span[] = [{ start: 0, end: source.text.length }];
  if (document !== undefined) spans.push(document.span);
  for (let node = document?.root; node !== undefined; ) {
    if (covers(node.span, offset)) spans.push(node.span);
    const { extent, value, key } = childAt(node, offset) ?? {};
    if (extent !== undefined) spans.push(extent);
    if (key !== undefined && covers(key, offset)) spans.push(key);
    node = value;
  }
  const steps = spans.filter(
    (span, index) => index === 0 || span.start !== spans[index - 1]?.start || span.end !== spans[index - 1]?.end,
  );
  let selection: SelectionRange | undefined;
  for (const span of steps) {
    const range = rangeOf(source, span);
    selection = selection === undefined ? { range } : { range, parent: selection };
  }
  return selection ?? { range: rangeOf(source, { start: offset, end: offset }) };
}

interface Child {
  readonly extent: Span;
  readonly value: ValueNode | undefined;
  readonly key?: Span;
}

function childAt(node: ValueNode, offset: number): Child | undefined {
  if (node.type === "scalar") return undefined;
  if (node.type === "sequence") {
    const item = node.items.find(({ value, alias }) => covers(alias ?? value.span, offset));
    return item && { extent: item.alias ?? item.value.span, value: item.alias === undefined ? item.value : undefined };
  }
  const entry = node.entries.find(
    ({ merged, keySpan, value, alias }) =>
      !merged && covers({ start: keySpan.start, end: (alias ?? value.span).end }, offset),
  );
  if (entry === undefined) return undefined;
  const { keySpan, value, alias } = entry;
  const isInValue = isOwn(entry) && covers(value.span, offset) && !covers(keySpan, offset);
  return {
    extent: { start: keySpan.start, end: (alias ?? value.span).end },
    value: isInValue ? value : undefined,
    key: keySpan,
  };
}

function covers({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
