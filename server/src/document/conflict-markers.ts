import type { Finding } from "./finding.ts";

/** The text with every conflict resolved to its first side, at unchanged offsets, and one finding per conflict. */
export interface ConflictFree {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * Git writes both sides of a conflict into the file, between lines of seven `<`, `=` and `>` (and `|` before their
 * common ancestor). Parsed as YAML they give a cascade of errors. Blanking the markers and all but the first side keeps
 * the rest readable, and every offset in place.
 */
export function withoutConflicts(file: string, text: string): ConflictFree {
  if (!/^<{7}(?:[ \r\n]|$)/m.test(text)) return { text, findings: [] };
  const findings: Finding[] = [];
  const lines: string[] = [];
  let side: Side = "none";
  let offset = 0;
  for (const line of text.split("\n")) {
    const after = sideAfter(line, side);
    if (after === "first") findings.push(conflictFinding(file, offset, line));
    lines.push(after !== undefined || side === "other" ? line.replace(/[^\r]/g, " ") : line);
    side = after ?? side;
    offset += line.length + 1;
  }
  return { text: lines.join("\n"), findings };
}

type Side = "none" | "first" | "other";

/** The side that begins below a marker line; undefined for any other line. */
function sideAfter(line: string, side: Side): Side | undefined {
  const marker = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r]|$)/.exec(line)?.[0][0];
  if (marker === "<") return "first";
  if (marker === undefined || side === "none") return undefined;
  return marker === ">" ? "none" : "other";
}

function conflictFinding(file: string, start: number, line: string): Finding {
  return {
    code: "yaml/conflict-markers",
    severity: "error",
    message:
      "This is an unresolved git conflict. Keep one side and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
    file,
    span: { start, end: start + line.trimEnd().length },
  };
}
