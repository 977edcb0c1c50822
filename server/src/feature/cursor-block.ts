import type { Path, Span } from "../document/span.ts";
import { lineEnd, lineStart, nextLine } from "../document/text-lines.ts";
import { depthAt } from "./cursor-flow.ts";
import { type LineParts, partsOf } from "./line-parts.ts";

/** The way down to a place of block YAML, by indentation alone, and the keys beside the place. */
export interface BlockPlace {
  readonly path: Path;
  readonly taken: ReadonlySet<string>;
}

/**
 * The way to what would begin in a column of the line that begins at `begin`. Undefined inside of a block scalar and
 * below a value that cannot hold anything. Every true ancestor stands above with a smaller column, and nothing that is
 * not one does so before it, for children of one map share a column.
 */
export function blockPlace(text: string, extent: Span, begin: number, column: number): BlockPlace | undefined {
  const climb = new Climb(column);
  climb.enter(partsOf(text.slice(begin, lineEnd(text, begin))).dashes);
  for (let line = begin; line > extent.start; ) {
    line = Math.max(lineStart(text, line - 1), extent.start);
    const parts = contentOf(text, line);
    if (parts !== undefined && !climb.pass(parts)) return undefined;
  }
  return { path: climb.path(), taken: new Set([...climb.taken, ...keysBelow(text, extent, begin, column)]) };
}

/** Where the flow collection opens that the offset stands in: on its own line, or above. */
export function flowStart(
  text: string,
  extent: Span,
  begin: number,
  offset: number,
): { readonly begin: number; readonly start: number; readonly parts: LineParts } | undefined {
  let line = begin;
  for (let turn = 0; turn < farthestOpening; turn++) {
    const parts = partsOf(text.slice(line, lineEnd(text, line)));
    const start = line + parts.valueColumn + (/^(?:[&!]\S*\s+)*/.exec(parts.rest)?.[0].length ?? 0);
    if ((text[start] === "{" || text[start] === "[") && start < offset)
      return depthAt(text, start, offset) > 0 ? { begin: line, start, parts } : undefined;
    if (line <= extent.start) return undefined;
    line = Math.max(lineStart(text, line - 1), extent.start);
  }
  return undefined;
}

/** Lines. Flow collections in manifests are short. */
const farthestOpening = 60;

class Climb {
  /** Keys beside the place: those in its column, above the first of its ancestors. */
  readonly taken: Set<string> = new Set();
  readonly #steps: (string | number)[] = [];
  #limit: number;
  #isInItem = false;

  constructor(column: number) {
    this.#limit = column;
  }

  path(): Path {
    return this.#steps.toReversed();
  }

  /** Dashes on the line itself: the place is in the items that they begin. */
  enter(dashes: readonly number[]): void {
    for (const dash of dashes.toReversed()) this.#passDash(dash);
  }

  /** A line above. False where nothing can stand below it. */
  pass({ key, rest, dashes, contentColumn }: LineParts): boolean {
    if (key !== undefined) {
      if (contentColumn < this.#limit || (this.#isInItem && contentColumn === this.#limit)) {
        if (!/^(?:[&!]\S*\s*)*(?:#.*)?$/.test(rest)) return false;
        this.#steps.push(key.text);
        this.#limit = contentColumn;
        this.#isInItem = false;
      } else if (contentColumn === this.#limit && this.#steps.length === 0) this.taken.add(key.text);
    }
    this.enter(dashes);
    return true;
  }

  #passDash(dash: number): void {
    if (dash < this.#limit) {
      this.#steps.push(0);
      this.#limit = dash;
      this.#isInItem = true;
    } else if (dash === this.#limit && this.#isInItem) {
      const index = this.#steps.pop();
      this.#steps.push(typeof index === "number" ? index + 1 : 0);
    }
  }
}

function keysBelow(text: string, extent: Span, begin: number, column: number): readonly string[] {
  const keys: string[] = [];
  for (let line = nextLine(text, begin); line < extent.end; line = nextLine(text, line)) {
    const parts = contentOf(text, line);
    if (parts === undefined) continue;
    const first = parts.dashes[0] ?? parts.contentColumn;
    if (first < column) break;
    if (first === column && parts.key !== undefined) keys.push(parts.key.text);
  }
  return keys;
}

/** Undefined for blank lines, comments, and the rests of document markers. */
function contentOf(text: string, line: number): LineParts | undefined {
  const content = text.slice(line, lineEnd(text, line));
  return /^\s*(?:#.*)?$/.test(content) ? undefined : partsOf(content);
}
