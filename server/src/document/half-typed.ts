import type { YAMLError } from "yaml";
import type { Span } from "./span.ts";
import { isFirstOnLine, lineEnd, lineStart } from "./text-lines.ts";

/** A line that holds the beginning of a key, and the error that says so. */
export interface HalfTypedLine extends Span {
  readonly error: YAMLError;
}

/**
 * A key that is being typed (`templ` on a line of its own) reads as the beginning of the next line's key, or as the
 * value of the key above; what follows is then misread. Finds the first such line by the errors it causes.
 */
export function halfTypedLine(source: string, errors: readonly YAMLError[]): HalfTypedLine | undefined {
  for (const error of errors) {
    const start = isSwallowing(source, error)
      ? error.pos[0]
      : isMisplaced(error)
        ? loneWordAbove(source, error.pos[0])
        : undefined;
    if (start !== undefined)
      return {
        start,
        end: lineEnd(source, start),
        error: { ...error, code: "MULTILINE_IMPLICIT_KEY", pos: [start, start + 1] },
      };
  }
  return undefined;
}

/** The word and the next line's key are read as one key. */
function isSwallowing(source: string, { code, pos }: YAMLError): boolean {
  return code === "MULTILINE_IMPLICIT_KEY" && source.slice(...pos).includes("\n") && isFirstOnLine(source, pos[0]);
}

/** The word is read as a value, and the line below finds no map that it belongs to. */
function isMisplaced({ code, message }: YAMLError): boolean {
  return code === "BAD_INDENT" || (code === "UNEXPECTED_TOKEN" && message.includes("YAML stream"));
}

function loneWordAbove(source: string, at: number): number | undefined {
  const word = contentAbove(source, at);
  if (word === undefined || !/^\w[\w./-]*(?::\S*[^\s:])?$/.test(contentOf(source, word))) return undefined;
  const above = contentAbove(source, word);
  return above === undefined || contentOf(source, above).endsWith(":") ? word : undefined;
}

/** The first character of the nearest line above that holds more than a comment. */
function contentAbove(source: string, at: number): number | undefined {
  for (let start = lineStart(source, at); start > 0; ) {
    start = lineStart(source, start - 1);
    const indent = source.slice(start, lineEnd(source, start)).search(/[^ \t]/);
    if (indent >= 0 && source[start + indent] !== "#") return start + indent;
  }
  return undefined;
}

function contentOf(source: string, at: number): string {
  return source
    .slice(at, lineEnd(source, at))
    .replace(/\s+#.*$/, "")
    .trimEnd();
}
