/** A line of block YAML taken apart: `- - key: value`. Columns count from the line's first character. */
export interface LineParts {
  /** Columns of the dashes that begin items. */
  readonly dashes: readonly number[];
  /** Where the key or value behind the dashes begins; the line's length where there is none. */
  readonly contentColumn: number;
  /** `end` is the column of the colon. */
  readonly key?: { readonly text: string; readonly end: number };
  /** Where a key's value begins; as `contentColumn` where there is no key. */
  readonly valueColumn: number;
  /** The value, or the content that has no key. */
  readonly rest: string;
}

/** Takes a line apart; what is no key is content. */
export function partsOf(line: string): LineParts {
  const dashes: number[] = [];
  let at = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  while (/^-(?:\s|$)/.test(line.slice(at, at + 2))) {
    dashes.push(at);
    at += /^-[ \t]*/.exec(line.slice(at))?.[0].length ?? 1;
  }
  const content = line.slice(at);
  const match = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#&*!|>{}[\],'"%@`-][^#]*?|-[^\s#][^#]*?)[ \t]*:(?=\s|$)/.exec(content);
  if (match === null) return { dashes, contentColumn: at, valueColumn: at, rest: content.trimEnd() };
  const end = at + match[0].length - 1;
  const valueColumn = end + 1 + (/^[ \t]*/.exec(line.slice(end + 1))?.[0].length ?? 0);
  const text = (match[1] ?? "").replace(/^(["'])(.*)\1$/, "$2");
  return { dashes, contentColumn: at, key: { text, end }, valueColumn, rest: line.slice(valueColumn).trimEnd() };
}
