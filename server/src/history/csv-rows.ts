/** Cuts a stream of text into rows of cells (RFC 4180, with other separators). */
export interface RowCutter {
  readonly push: (chunk: string) => void;
  /** Takes what no line break ended. */
  readonly end: () => void;
}

export interface Row {
  readonly cells: readonly string[];
  /** Of its first character, from 1. */
  readonly line: number;
  /** Found in the header: `,`, `;` or a tab. */
  readonly separator: string;
}

/** Hands each row over as soon as it is complete; keeps no more than the row that is not. */
export function createRowCutter(take: (row: Row) => void): RowCutter {
  let rest = "";
  let line = 1;
  let separator = "";
  /** Lines of a quoted cell that began on an earlier line. */
  let open = { text: "", line: 0 };
  const takeLine = (text: string): void => {
    const record = open.line === 0 ? text : `${open.text}\n${text}`;
    const first = open.line === 0 ? line : open.line;
    line++;
    if (isOpen(record) && record.length < longestRecord) {
      open = { text: record, line: first };
      return;
    }
    open = { text: "", line: 0 };
    takeRecord(first === 1 ? record.replace(/^\uFEFF/, "") : record, first);
  };
  const takeRecord = (record: string, first: number): void => {
    if (record.trim() === "") return;
    // Spreadsheets may say the separator in a line before the header.
    const declared = separator === "" ? /^"?sep=([,;\t])"?$/i.exec(record.trim())?.[1] : undefined;
    separator ||= declared ?? sniffSeparator(record);
    if (declared === undefined) take({ cells: cellsOf(record, separator), line: first, separator });
  };
  return {
    push: (chunk) => {
      const text = rest + chunk;
      let start = 0;
      for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
        takeLine(text.slice(start, text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end));
        start = end + 1;
      }
      for (; text.length - start >= longestLine; start += longestLine) takeLine(text.slice(start, start + longestLine));
      rest = text.slice(start);
    },
    end: () => {
      if (rest !== "") takeLine(rest.replace(/\r$/, ""));
      if (open.line > 0) take({ cells: cellsOf(open.text, separator), line: open.line, separator });
    },
  };
}

/** A quote that is never closed must not swallow the file: characters after which it is taken for a plain one. */
const longestRecord = 65_536;

/** What has no line break for so many characters is no table; it is cut, so that it need not be kept. */
const longestLine = 1_048_576;

function isOpen(record: string): boolean {
  if (!record.includes('"')) return false;
  return (record.match(/"/g) ?? []).length % 2 === 1;
}

function cellsOf(record: string, separator: string): readonly string[] {
  if (!record.includes('"')) return record.split(separator);
  const cells: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index <= record.length; index++) {
    const character = record.charAt(index);
    if (character === '"') quoted = !quoted;
    if (index < record.length && (quoted || character !== separator)) continue;
    cells.push(unquoted(record.slice(start, index)));
    start = index + 1;
  }
  return cells;
}

/** Doubled quotes toggle twice, so that only the outermost pair has to go. */
function unquoted(cell: string): string {
  const inner = /^\s*"(.*)"\s*$/s.exec(cell)?.[1];
  return inner === undefined ? cell : inner.replaceAll('""', '"');
}

/** The separator that the header has most of, outside of quotes. */
function sniffSeparator(header: string): string {
  const bare = header.replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: bare.split(mark).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).mark;
}
