import type { ScalarNode, SourceFile } from "../../document/document.ts";
import { parseFile } from "../../document/parse.ts";
import type { Span } from "../../document/span.ts";
import type { Written } from "./built-value.ts";

/** A text of YAML that is written inside of another file, parsed; its spans lead to where they stand in that file. */
export interface InlineText extends Written {
  readonly source: SourceFile;
  /** What each of its lines is indented by in the file; undefined where it is no literal block, and cannot be edited. */
  readonly indent: string | undefined;
}

/** Reads a scalar as YAML. Of a literal block (`|`) every character has its place; all of any other text is at the scalar's. */
export function inlineText(file: SourceFile, scalar: ScalarNode): InlineText {
  return literalBlock(file, scalar) ?? opaque(file, scalar);
}

function opaque({ file }: SourceFile, { span, value }: ScalarNode): InlineText {
  const text = String(value);
  return { text, source: parseFile(file, text), indent: undefined, originOf: () => ({ file, span }) };
}

function literalBlock(file: SourceFile, { span, style }: ScalarNode): InlineText | undefined {
  const written = file.text.slice(span.start, span.end);
  if (style !== "block" || !/^\|[+-]?[ \t]*\r?\n/.test(written)) return undefined;
  const lines = written.split("\n").slice(1);
  const first = lines.find((line) => line.trim() !== "");
  const indent = /^ */.exec(first ?? "")?.[0] ?? "";
  const starts: { readonly inner: number; readonly outer: number }[] = [];
  const start = span.start + written.indexOf("\n") + 1;
  let outer = start;
  let text = "";
  for (const line of lines) {
    const content = line.slice(indent.length);
    starts.push({ inner: text.length, outer: outer + Math.min(indent.length, line.length) });
    text += `${content}\n`;
    outer += line.length + 1;
  }
  const placeOf = (offset: number): number => {
    const line = starts.findLast(({ inner }) => inner <= offset);
    return line === undefined ? start : Math.min(line.outer + offset - line.inner, span.end);
  };
  const originOf = ({ start: from, end }: Span) => ({
    file: file.file,
    span: { start: placeOf(from), end: placeOf(end) },
  });
  return { text, source: parseFile(file.file, text), indent, originOf };
}
