import type { Span } from "../../server/src/document/span.ts";

/** A text with one `$0` in it, as the text without it and the offset where it stood. */
export function extractCursor(fixture: string): { readonly text: string; readonly offset: number } {
  const offset = fixture.indexOf("$0");
  if (offset < 0) throw new Error("The fixture has no $0.");
  return { text: fixture.slice(0, offset) + fixture.slice(offset + 2), offset };
}

/** An expectation written below the line it speaks of. */
export interface Mark {
  readonly span: Span;
  /** What stands before the first `: ` of the mark. */
  readonly code: string;
  /** The rest; empty where the mark has only a code. */
  readonly message: string;
}

/**
 * The marks of a fixture. A mark is a comment on a line of its own, `#   ^^^ code: message`; its carets stand below the
 * characters that it means, in the nearest line above that is no mark. `#<^^ code` means characters from the line's
 * first on, where the comment itself stands (`#< code` one of them), and `#  | code` an empty span.
 * The marks stay in the text: they are comments, and the spans count them.
 */
export function extractMarks(text: string): readonly Mark[] {
  const marks: Mark[] = [];
  let lineStart = 0;
  let targetStart = 0;
  for (const line of text.split("\n")) {
    const match = /^\s*#\s*(?<place><?\^+|\||<)\s*(?<code>[\w/.-]+)(?::\s*(?<message>.*?))?\s*$/.exec(line);
    if (match?.groups === undefined) targetStart = lineStart;
    else marks.push(toMark(line, match.groups, targetStart));
    lineStart += line.length + 1;
  }
  return marks;
}

function toMark(line: string, groups: Readonly<Record<string, string>>, targetStart: number): Mark {
  const { place = "", code = "", message = "" } = groups;
  const column = place.startsWith("<") ? 0 : line.indexOf(place, line.indexOf("#") + 1);
  const start = targetStart + column;
  const carets = place.replace("<", "").length;
  const length = place === "|" ? 0 : Math.max(carets, 1);
  return { span: { start, end: start + length }, code, message };
}

/** Several files in one string: each begins with a line `#- path.yaml`. Text before the first such line is not allowed. */
export function extractFiles(fixture: string): ReadonlyMap<string, string> {
  const parts = fixture.replace(/^\s*\n/, "").split(/^#- (.+)\r?\n/m);
  if ((parts[0] ?? "").trim() !== "") throw new Error("A fixture of several files begins with `#- path`.");
  const files = new Map<string, string>();
  for (let index = 1; index < parts.length; index += 2) files.set((parts[index] ?? "").trim(), parts[index + 1] ?? "");
  return files;
}

/** A template literal without its first line break and without the indentation that all of its lines share. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\r?\n/, "")
    .replace(/[ \t]+$/, "")
    .split("\n");
  const widths = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const width = Math.min(...widths);
  return lines.map((line) => line.slice(Math.min(width, line.length))).join("\n");
}
