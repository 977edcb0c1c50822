import Papa from "papaparse";

/** Cuts a stream of text into rows of cells. */
export interface RowCutter {
  /** Rows that are complete by now, each with its line (from 1). */
  readonly push: (chunk: string) => readonly Row[];
  /** The rest, which no line break ends. */
  readonly end: () => readonly Row[];
  /** Found in the header line; `,` until it was seen. */
  readonly delimiter: () => string;
}

export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

export function createRowCutter(): RowCutter {
  let rest = "";
  let line = 1;
  let delimiter: string | undefined;
  const parse = (text: string): readonly Row[] => {
    if (text === "") return [];
    delimiter ??= sniff(text);
    const { data } = Papa.parse<string[]>(text, { delimiter, newline: newlineOf(text), skipEmptyLines: false });
    const first = line;
    line += data.length;
    return data.flatMap((cells, index) =>
      cells.length === 1 && cells[0]?.trim() === "" ? [] : [{ cells, line: first + index }],
    );
  };
  return {
    push: (chunk) => {
      rest += line === 1 && rest === "" ? chunk.replace(/^\uFEFF/, "") : chunk;
      const end = lastRowEnd(rest);
      // The line break that ends the last row would make an empty one.
      const rows = parse(rest.slice(0, end).replace(/\r?\n$/, ""));
      rest = rest.slice(end);
      return rows;
    },
    end: () => {
      const rows = parse(rest);
      rest = "";
      return rows;
    },
    delimiter: () => delimiter ?? ",",
  };
}

/** After the last line break that no quotes surround. */
function lastRowEnd(text: string): number {
  if (!text.includes('"')) return text.lastIndexOf("\n") + 1;
  let quoted = false;
  let end = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') quoted = !quoted;
    else if (character === "\n" && !quoted) end = index + 1;
  }
  return end;
}

function newlineOf(text: string): "\n" | "\r\n" {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** The separator that the header line has most of. */
function sniff(text: string): string {
  const header = text.split("\n", 1)[0] ?? "";
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: header.split(mark).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).mark;
}
