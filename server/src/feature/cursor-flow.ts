import type { Path } from "../document/span.ts";
import type { CursorPlace } from "./cursor-place.ts";

/** How many flow collections that open from `start` on are still open at `offset`. */
export function depthAt(text: string, start: number, offset: number): number {
  return read(text, start, offset).length;
}

/** What stands at an offset inside of the flow collection that opens at `start`; `base` is the way to the collection. */
export function flowPlace(text: string, base: Path, start: number, offset: number): CursorPlace | undefined {
  const frames = read(text, start, offset);
  const last = frames.at(-1);
  if (last === undefined) return undefined;
  const path = [...base, ...frames.slice(0, -1).map(stepOf)];
  const begin = last.wordStart + (/^\s*/.exec(text.slice(last.wordStart, offset))?.[0].length ?? 0);
  const behind = /^[^\s,{}[\]:"']*/.exec(text.slice(offset))?.[0].length ?? 0;
  const common = {
    taken: new Set(last.keys),
    word: { start: Math.min(begin, offset), end: offset + behind },
    column: 0,
    flow: true,
    hasColon: text[offset + behind] === ":",
    needsSpace: text[offset - 1] === ":",
  };
  if (!last.isMap) return { ...common, path: [...path, last.index], on: "item" };
  return last.key === undefined
    ? { ...common, path, on: "key" }
    : { ...common, path: [...path, last.key], on: "value" };
}

interface Frame {
  readonly isMap: boolean;
  readonly keys: string[];
  /** Of the value that is being read. */
  key: string | undefined;
  index: number;
  wordStart: number;
}

function read(text: string, start: number, offset: number): readonly Frame[] {
  const frames: Frame[] = [];
  for (let at = start; at < offset; at++) {
    const char = text[at] ?? "";
    const frame = frames.at(-1);
    if (char === '"' || char === "'") at = closingQuote(text, at, offset);
    else if (char === "{" || char === "[")
      frames.push({ isMap: char === "{", keys: [], key: undefined, index: 0, wordStart: at + 1 });
    else if (frame !== undefined) step(frame, frames, text, at);
    if (frames.length === 0) return frames;
  }
  return frames;
}

function step(frame: Frame, frames: Frame[], text: string, at: number): void {
  const char = text[at] ?? "";
  if (char === "}" || char === "]") frames.pop();
  else if (char === ",") {
    frame.key = undefined;
    frame.index++;
    frame.wordStart = at + 1;
  } else if (char === ":" && frame.key === undefined && /^[\s,}\]]?$/.test(text.slice(at + 1, at + 2))) {
    frame.key = text
      .slice(frame.wordStart, at)
      .trim()
      .replace(/^(["'])(.*)\1$/, "$2");
    frame.keys.push(frame.key);
    frame.wordStart = at + 1;
  }
}

/** The place of the quote that ends a string, or the last one before the offset where none does. */
function closingQuote(text: string, at: number, offset: number): number {
  const end = text.indexOf(text[at] ?? "", at + 1);
  return end < 0 || end >= offset ? at : end;
}

function stepOf({ isMap, key, index }: Frame): string | number {
  return isMap ? (key ?? "") : index;
}
