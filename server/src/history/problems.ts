import type { HistoryProblem } from "./series.ts";

/** Counts what is wrong with rows, by reason. */
export interface Problems {
  /** `line` from 1, or 0 in formats without lines. */
  readonly add: (reason: HistoryProblem["reason"], line: number) => void;
  /** In the order in which the reasons were met; of each the first lines are named. */
  readonly list: () => readonly HistoryProblem[];
}

/** An empty count, to be filled while a file is read. */
export function createProblems(): Problems {
  const found = new Map<HistoryProblem["reason"], { lines: Set<number>; unlined: number }>();
  return {
    add: (reason, line) => {
      const known = found.get(reason) ?? { lines: new Set(), unlined: 0 };
      found.set(reason, known);
      // A row has a problem once, however many of its cells have it.
      if (line > 0) known.lines.add(line);
      else known.unlined++;
    },
    list: () =>
      [...found].map(([reason, { lines, unlined }]) => ({
        reason,
        count: lines.size + unlined,
        lines: [...lines].toSorted((a, b) => a - b).slice(0, linesNamed),
      })),
  };
}

const linesNamed = 3;
