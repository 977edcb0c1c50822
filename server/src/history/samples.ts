import type { SampleKey, SampleSet } from "./reader.ts";
import type { HistoryProblem } from "./series.ts";

/** Collects samples and what was wrong with rows; both in a size that follows the numbers, not the text. */
export interface SampleStore {
  readonly add: (key: SampleKey, time: number, value: number, line: number) => void;
  readonly problem: (reason: HistoryProblem["reason"], line: number) => void;
  readonly sets: () => readonly SampleSet[];
  readonly problems: () => readonly HistoryProblem[];
}

export function createSampleStore(): SampleStore {
  const columns = new Map<string, Column>();
  const problems = new Map<HistoryProblem["reason"], { count: number; last: number; lines: number[] }>();
  const problem: SampleStore["problem"] = (reason, line) => {
    const known = problems.get(reason) ?? { count: 0, last: 0, lines: [] };
    // A row is one problem, however many of its cells have it.
    if (line > 0 && known.last === line) return;
    known.last = line;
    known.count++;
    if (known.lines.length < linesNamed && line > 0) known.lines.push(line);
    problems.set(reason, known);
  };
  return {
    add: (key, time, value, line) => {
      const id = keyId(key);
      const column = columns.get(id) ?? newColumn(key);
      columns.set(id, column);
      const last = column.times[column.length - 1];
      if (last !== undefined && column.length > 0 && time < last) problem("unordered", line);
      if (column.length > 0 && time === last) problem("duplicate", line);
      append(column, time, value);
    },
    problem,
    sets: () =>
      [...columns.values()].map(({ key, times, values, length }) => ({
        ...key,
        times: times.slice(0, length),
        values: values.slice(0, length),
      })),
    problems: () => [...problems].map(([reason, { count, lines }]) => ({ reason, count, lines })),
  };
}

interface Column {
  readonly key: SampleKey;
  times: Float64Array;
  values: Float64Array;
  length: number;
}

function newColumn(key: SampleKey): Column {
  return { key, times: new Float64Array(64), values: new Float64Array(64), length: 0 };
}

function append(column: Column, time: number, value: number): void {
  if (column.length === column.times.length) {
    column.times = doubled(column.times);
    column.values = doubled(column.values);
  }
  column.times[column.length] = time;
  column.values[column.length] = value;
  column.length++;
}

function doubled(array: Float64Array): Float64Array {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}

function keyId({ namespace, workload, container, pod, resource, statistic }: SampleKey): string {
  return [namespace, workload, container, pod, resource, statistic].join("\u0000");
}

/** Of each kind of problem, how many lines are named. */
const linesNamed = 3;
