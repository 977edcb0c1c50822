import type { MapEntry } from "./document.ts";
import type { Finding } from "./finding.ts";
import type { Span } from "./span.ts";

/** Deeper than any manifest (a Deployment nests about 20 levels), far from the end of the stack. */
export const maximumDepth = 200;

/** What is said about values below `maximumDepth`. */
export const tooDeepMessage: string = `Values nest deeper than ${maximumDepth} levels here and are not read.`;

/** A key written twice in one map: the API server refuses it in strict validation, and else keeps the last. */
export function duplicateKeyFinding(file: string, entry: MapEntry, first: MapEntry): Finding {
  return {
    code: "yaml/duplicate-key",
    severity: "error",
    message: `The key \`${entry.key}\` is written twice in this map; only the last one would count.`,
    file,
    span: entry.keySpan,
    related: [{ file, span: first.keySpan, message: "First written here." }],
  };
}

/** An error about a value that could not be read. */
export function valueFinding(file: string, code: string, span: Span, message: string): Finding {
  return { code, severity: "error", message, file, span };
}
