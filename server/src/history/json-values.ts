/** Cuts a stream of JSON into values small enough to be parsed one at a time. */
export interface JsonCutter {
  readonly push: (chunk: string) => void;
  /** False where the text is no JSON or ends within a value. */
  readonly end: () => boolean;
}

/** An element of a list of results, or a value that stands alone: without the elements that were handed over before. */
type JsonPart = "element" | "whole";

/**
 * Hands over each value of a text of one or many (JSON lines, answers appended to one file). Of an answer with a list of
 * `result`s or `items`, and of a bare list, each object comes by itself: no more than one of them is held.
 */
export function createJsonCutter(take: (text: string, part: JsonPart) => void): JsonCutter {
  let whole = "";
  let element: string | undefined;
  let depth = 0;
  /** Depth of the elements of the list being cut; 0 where none is. */
  let listDepth = 0;
  let isString = false;
  let isEscaped = false;
  let isBroken = false;

  /** Text that belongs to the value being read. */
  const keep = (text: string): void => {
    if (element !== undefined) element += text;
    else if (listDepth === 0) whole += text;
    if ((element ?? whole).length > largestValue) isBroken = true;
  };
  const open = (mark: string): void => {
    if (depth === 0) {
      // Between values there is nothing but space, or a comma.
      if (!/^[\s,\uFEFF]*$/.test(whole)) isBroken = true;
      whole = "";
    }
    const isList = mark === "[" && listDepth === 0 && depth <= deepestList && (depth === 0 || listKey.test(whole));
    if (mark === "{" && listDepth > 0 && depth === listDepth && element === undefined) element = "";
    keep(mark);
    depth++;
    if (isList) listDepth = depth;
  };
  const close = (mark: string): void => {
    if (depth === 0) isBroken = true;
    depth--;
    if (depth < listDepth) listDepth = 0;
    keep(mark);
    if (element !== undefined && depth === listDepth) {
      take(element, "element");
      element = undefined;
    }
    if (depth === 0) {
      take(whole, "whole");
      whole = "";
    }
  };
  const meet = (mark: string): void => {
    if (mark === "\\") isEscaped = true;
    else if (mark === '"') isString = !isString;
    if (mark === "{" || mark === "[") open(mark);
    else if (mark === "}" || mark === "]") close(mark);
    else keep(mark);
  };
  return {
    push: (chunk) => {
      for (let at = 0; at < chunk.length && !isBroken; ) {
        const next = nextMark(chunk, at, isString, isEscaped);
        if (next > at) keep(chunk.slice(at, next));
        isEscaped = false;
        if (next < chunk.length) meet(chunk.charAt(next));
        at = next + 1;
      }
    },
    end: () => !isBroken && depth === 0 && whole.trim() === "",
  };
}

/** Where the next character that matters is; what is escaped does not. */
function nextMark(chunk: string, at: number, isString: boolean, isEscaped: boolean): number {
  const marks = isString ? inString : outside;
  marks.lastIndex = isEscaped ? at + 1 : at;
  return marks.exec(chunk)?.index ?? chunk.length;
}

const inString = /["\\]/g;
const outside = /["{}[\]]/g;

/** What stands before a list that is cut: its key. */
const listKey = /"(?:result|items)"\s*:\s*$/;

/** Such lists stand at the top of an answer, or in its `data`. */
const deepestList = 2;

/** Characters: one series of any length that a server gives fits well into it. */
const largestValue = 128_000_000;
