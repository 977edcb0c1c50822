import type { SourceFile, ValueNode } from "../document/document.ts";
import type { Fix } from "../document/finding.ts";
import { documentAt, ownChildren } from "../document/locate.ts";
import type { Span } from "../document/span.ts";
import { codeRemoval, readCodeList, type Suppression } from "./suppression.ts";

/**
 * `# resource-planner-disable-next-line CODE[, CODE]: reason`, for what begins in the next line that holds more than a
 * comment, and `# resource-planner-disable-file …`. Both stand on a line of their own.
 */
export function commentSuppressions(source: SourceFile): readonly Suppression[] {
  const known = knownSuppressions.get(source) ?? find(source);
  knownSuppressions.set(source, known);
  return known;
}

/** They depend on the text alone. */
const knownSuppressions: WeakMap<SourceFile, readonly Suppression[]> = new WeakMap();

const mark = "resource-planner-disable-";

function find(source: SourceFile): readonly Suppression[] {
  const found: Suppression[] = [];
  for (let at = source.text.indexOf(mark); at >= 0; at = source.text.indexOf(mark, at + 1)) {
    const suppression = read(source, at);
    if (suppression !== undefined) found.push(suppression);
  }
  return found;
}

function read(source: SourceFile, at: number): Suppression | undefined {
  const { text } = source;
  const line = lineAt(text, at);
  const match = /^([ \t]*)#[ \t]*resource-planner-disable-(next-line|file)(?![\w-])[ \t]*/.exec(
    text.slice(line.start, line.end),
  );
  if (match === null || isInText(source, line.start)) return undefined;
  const [before, indent = "", reach = ""] = match;
  const start = line.start + before.length;
  const { codes, reason } = readCodeList(text.slice(start, line.end), start);
  return {
    covers: reach === "file" ? { start: 0, end: text.length } : nextLine(text, line.end),
    codes: codes.map((code, index) => ({ ...code, removal: codeRemoval(source.file, codes, index) })),
    reason,
    span: { start: line.start + indent.length, end: line.end },
    own: true,
    removal: removeLine(source, line),
  };
}

function removeLine({ file, text }: SourceFile, line: Span): Fix {
  const end = text.indexOf("\n", line.start) + 1 || text.length;
  return { title: "Remove the comment", edits: [{ file, span: { start: line.start, end }, newText: "" }] };
}

/** Without its line break. */
function lineAt(text: string, offset: number): Span {
  const end = text.indexOf("\n", offset);
  const full = end < 0 ? text.length : end;
  return { start: text.lastIndexOf("\n", offset) + 1, end: text[full - 1] === "\r" ? full - 1 : full };
}

/** Comments may follow one another, each with its reason. Empty at the end of the text. */
function nextLine(text: string, after: number): Span {
  let line: Span = { start: after, end: after };
  do {
    const start = text.indexOf("\n", line.end) + 1;
    if (start === 0) return { start: text.length, end: text.length };
    line = lineAt(text, start);
  } while (/^[ \t]*(#|$)/.test(text.slice(line.start, line.end)));
  return line;
}

/** What looks like a comment may be a line of a text, such as a script in a ConfigMap. */
function isInText(source: SourceFile, offset: number): boolean {
  let node: ValueNode | undefined = documentAt(source, offset)?.root;
  while (node !== undefined && node.type !== "scalar") {
    node = ownChildren(node).find(({ span }) => span.start <= offset && offset < span.end);
  }
  return node !== undefined;
}
