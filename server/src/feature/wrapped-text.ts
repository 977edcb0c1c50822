import type { ValueNode } from "../document/document.ts";
import { ownValues } from "../document/locate.ts";
import type { Span } from "../document/span.ts";

/** The values of a document that go on over line ends: their lines are not its structure. */
export interface WrappedText {
  /** Whether an offset is inside of such a value, behind its first line. */
  readonly isInside: (offset: number) => boolean;
  /** Whether an offset is inside of a scalar of several lines, where white space may mean something. */
  readonly isScalarAt: (offset: number) => boolean;
}

/** Finds the scalars and flow collections of several lines below a value. */
export function wrappedText(text: string, root: ValueNode): WrappedText {
  const values = [...ownValues(root)].filter(
    (node) => (node.type === "scalar" || node.flow) && text.slice(node.span.start, node.span.end).includes("\n"),
  );
  const all = values.map(({ span }) => span);
  const scalars = values.filter(({ type }) => type === "scalar").map(({ span }) => span);
  return { isInside: isWithin(all), isScalarAt: isWithin(scalars) };
}

/** Spans come in the order of the text, those that hold others before them. */
function isWithin(spans: readonly Span[]): (offset: number) => boolean {
  const outer: Span[] = [];
  for (const span of spans) if (span.start >= (outer.at(-1)?.end ?? 0)) outer.push(span);
  return (offset) => {
    let low = 0;
    let high = outer.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((outer[middle]?.end ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    const next = outer[low];
    return next !== undefined && next.start < offset;
  };
}
