import type { YAMLError } from "yaml";
import type { Finding } from "./finding.ts";
import type { Span } from "./span.ts";

/** The parser's errors in our words, one per line of the text: what follows on a line is the echo of its first error. */
export function syntaxFindings(
  file: string,
  text: string,
  document: Span,
  errors: readonly YAMLError[],
): readonly Finding[] {
  const findings: Finding[] = [];
  let coveredTo = -1;
  for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    const start = Math.min(document.start + error.pos[0], document.end);
    if (start <= coveredTo) continue;
    const line = text.indexOf("\n", start);
    const lineEnd = line < 0 ? text.length : line;
    coveredTo = lineEnd;
    const end = Math.min(Math.max(document.start + error.pos[1], start), lineEnd);
    findings.push({
      code: error.code === "TAB_AS_INDENT" ? "yaml/tabs" : "yaml/syntax",
      severity: "error",
      message: error.message,
      file,
      span: { start, end },
    });
  }
  return findings;
}
