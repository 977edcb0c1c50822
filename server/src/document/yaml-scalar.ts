import type { Scalar } from "yaml";
import type { ScalarNode } from "./document.ts";
import type { Span } from "./span.ts";

/** The parser's scalar as ours. `span` is where the parser saw it, in the file's `text`. */
export function toScalar(text: string, span: Span, node: Scalar): ScalarNode {
  const source = node.source ?? "";
  const { value } = node;
  const style = styleOf(node);
  const isPlainValue =
    value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return { type: "scalar", span: extentOf(text, span, style), style, value: isPlainValue ? value : source, source };
}

/** Stands for a value that is not there, or could not be read. */
export function absentScalar(span: Span): ScalarNode {
  return { type: "scalar", span, style: "plain", value: null, source: "" };
}

function styleOf(node: Scalar): ScalarNode["style"] {
  if (node.type === "QUOTE_SINGLE") return "single";
  if (node.type === "QUOTE_DOUBLE") return "double";
  return node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED" ? "block" : "plain";
}

/** A block scalar ends with its last line's text; an absent value stands one space after its `:` or `-`. */
function extentOf(text: string, { start, end }: Span, style: ScalarNode["style"]): Span {
  if (style === "block") return { start, end: start + text.slice(start, end).trimEnd().length };
  if (start < end) return { start, end };
  let place = start;
  while (text[place - 1] === " " || text[place - 1] === "\t") place--;
  if (place < start) place++;
  return { start: place, end: place };
}
