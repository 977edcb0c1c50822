import type { ManifestDocument } from "../document/document.ts";
import type { Span } from "../document/span.ts";
import { lineEnd, nextLine } from "../document/text-lines.ts";
import { type LineParts, partsOf } from "./line-parts.ts";
import { wrappedText } from "./wrapped-text.ts";

/** Leading white space of a line, and what is to stand there. */
interface Indentation {
  readonly span: Span;
  readonly newText: string;
}

/** A block that is open at a line. */
interface Block {
  readonly type: "map" | "sequence";
  /** The column of its keys or dashes. */
  readonly before: number;
  readonly after: number;
  /** How far in it is from the one that holds it; 0 for what begins on the line of a dash. */
  readonly width: number;
}

/**
 * Each block of a document as far in from the one that holds it as most of them are. Dashes in the column of their key stay there.
 * Lines that are no structure move with the one above, comments with what follows in their column. What is not asked for
 * stays, and what is asked for is put below it.
 */
export function reindent(text: string, document: ManifestDocument, within: Span): readonly Indentation[] {
  const lines = linesOf(text, document, within);
  const unit = commonUnit(lines);
  const blocks: Block[] = [];
  const shifts: number[] = [];
  for (const line of lines) {
    const isPlaced = line.type === "structure";
    shifts.push(isPlaced ? place(blocks, line.parts, line.isAsked ? unit : undefined) : (shifts.at(-1) ?? 0));
  }
  return lines.flatMap((line, index) => {
    const shift = line.type === "comment" ? commentShift(lines, shifts, index) : (shifts[index] ?? 0);
    return line.isAsked ? moved(line, shift) : [];
  });
}

interface Line {
  /** `wrapped`: goes on with a value that began above; `comment`: nothing but a comment. */
  readonly type: "structure" | "wrapped" | "comment" | "other";
  readonly start: number;
  readonly column: number;
  readonly parts: LineParts;
  readonly isAsked: boolean;
}

/** The lines of a document that are not blank. */
function linesOf(text: string, { root, span }: ManifestDocument, within: Span): readonly Line[] {
  const wrapped = root && wrappedText(text, root);
  const lines: Line[] = [];
  for (let start = span.start; start < span.end; start = nextLine(text, start)) {
    const end = Math.min(lineEnd(text, start), span.end);
    const line = text.slice(start, end);
    const content = line.trimStart();
    if (content === "") continue;
    const isWrapped = wrapped?.isInside(start) ?? false;
    const parts = partsOf(isWrapped ? "" : line);
    const type = isWrapped ? "wrapped" : typeOf(content, parts);
    const isAsked = start <= within.end && within.start <= end;
    lines.push({ type, start, column: line.length - content.length, parts, isAsked });
  }
  return lines;
}

/** Puts a line among the open blocks, opening those that it begins, and tells by how much it moves; without a unit it stays. */
function place(blocks: Block[], { dashes, contentColumn, key }: LineParts, unit: number | undefined): number {
  const column = dashes[0] ?? contentColumn;
  const type = dashes.length > 0 ? "sequence" : "map";
  while (isClosed(blocks.at(-1), column, type)) blocks.pop();
  const open = blocks.at(-1);
  const isGoingOn = open?.before === column && open.type === type;
  const after = isGoingOn ? open.after : openedAt(open, column, unit);
  const shift = after - column;
  if (!isGoingOn) blocks.push({ type, before: column, after, width: column - (open?.before ?? column) });
  for (const dash of dashes.slice(1)) blocks.push({ type: "sequence", before: dash, after: dash + shift, width: 0 });
  if (dashes.length > 0 && key !== undefined)
    blocks.push({ type: "map", before: contentColumn, after: contentColumn + shift, width: 0 });
  return shift;
}

/** By how many columns most blocks of a document are indented; the least of them where several are as many, two where none is. */
function commonUnit(lines: readonly Line[]): number {
  const blocks: Block[] = [];
  const counted = new Set<Block>();
  const counts = new Map<number, number>();
  for (const { type, parts } of lines) {
    if (type !== "structure") continue;
    place(blocks, parts, undefined);
    const opened = blocks.filter((block) => block.width > 0 && !counted.has(block));
    for (const block of opened) {
      counted.add(block);
      counts.set(block.width, (counts.get(block.width) ?? 0) + 1);
    }
  }
  const [most] = [...counts].toSorted(([a, m], [b, n]) => n - m || a - b);
  return most?.[0] ?? 2;
}

/** Dashes may stand in the column of the key whose value they are; a key in that column ends them. */
function isClosed(block: Block | undefined, column: number, type: Block["type"]): boolean {
  if (block === undefined) return false;
  return block.before > column || (block.before === column && block.type === "sequence" && type === "map");
}

function openedAt(holder: Block | undefined, column: number, unit: number | undefined): number {
  if (holder === undefined || unit === undefined) return column;
  return column === holder.before ? holder.after : holder.after + unit;
}

function typeOf(content: string, { dashes, key }: LineParts): Line["type"] {
  if (content.startsWith("#")) return "comment";
  return dashes.length > 0 || key !== undefined ? "structure" : "other";
}

/** Nothing is moved beyond the margin. */
function moved({ start, column }: Line, shift: number): readonly Indentation[] {
  if (shift === 0 || column + shift < 0) return [];
  return [{ span: { start, end: start + column }, newText: " ".repeat(column + shift) }];
}

/** As the next line moves where that stands in the comment's column, else as the last one above that does. */
function commentShift(lines: readonly Line[], shifts: readonly number[], index: number): number {
  const isBeside = (line: Line): boolean => line.type !== "comment" && line.type !== "wrapped";
  const next = lines.findIndex((line, at) => at > index && line.type !== "comment");
  const column = lines[index]?.column;
  if (lines[next]?.column === column) return shifts[next] ?? 0;
  const above = lines.slice(0, index).findLastIndex((line) => isBeside(line) && line.column === column);
  return shifts[above] ?? 0;
}
