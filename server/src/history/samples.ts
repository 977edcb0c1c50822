import { createProblems, type Problems } from "./problems.ts";
import type { ReadResult, SampleKey, SampleSet } from "./reader.ts";

/** Collects samples and what was wrong with rows; both in a size that follows the numbers, not the text. */
export interface SampleStore {
  /** Where samples of one use go; a counter's values become rates in the end. */
  /** Of columns that measure one use in several ways those of the lowest rank count. */
  readonly column: (key: SampleKey, counter: boolean, rank?: number) => SampleColumn;
  /** `line` from 1, or 0 in formats without lines. */
  readonly add: (column: SampleColumn, time: number, value: number, line: number) => void;
  readonly problem: Problems["add"];
  /** Everything in order of time, each time once. */
  readonly finish: () => Pick<ReadResult, "used" | "problems" | "samples">;
}

/** An empty store, for one file. */
export function createSampleStore(): SampleStore {
  const columns = new Map<string, SampleColumn>();
  const problems = createProblems();
  let rows = 0;
  let newestLine = 0;
  return {
    column: (key, counter, rank = 0) => {
      const id = `${rank}/${keyId(key)}`;
      const column = columns.get(id) ?? newColumn(key, counter, rank);
      columns.set(id, column);
      return column;
    },
    add: (column, time, value, line) => {
      if (line === 0 || line !== newestLine) rows++;
      newestLine = line;
      if (time < column.newest) {
        problems.add("unordered", line);
        column.isOrdered = false;
      }
      column.newest = Math.max(column.newest, time);
      append(column, time, value, line);
    },
    problem: problems.add,
    finish: () => {
      const samples = best([...columns.values()]).map((column): SampleSet => {
        const kept = once(inOrder(column), column, problems);
        countGaps(kept, column, problems);
        return { ...column.key, ...(column.counter ? rates(kept, column, problems) : pick(kept, column)) };
      });
      const list = problems.list();
      const dropped = list.filter(({ reason }) => reason === "duplicate" || reason === "stray-time");
      return { used: rows - dropped.reduce((sum, { count }) => sum + count, 0), problems: list, samples };
    },
  };
}

/** Samples of one use as they come; only the store changes it. */
export interface SampleColumn {
  readonly key: SampleKey;
  readonly counter: boolean;
  readonly rank: number;
  times: Float64Array;
  values: Float64Array;
  /** Where each sample stands, 0 in formats without lines. */
  lines: Uint32Array;
  length: number;
  newest: number;
  isOrdered: boolean;
}

/** Working set, usage and resident memory are three measures of one use: adding them would count it thrice. */
function best(columns: readonly SampleColumn[]): readonly SampleColumn[] {
  const useOf = ({ key }: SampleColumn): string => keyId({ ...key, part: "", statistic: "mean" });
  const ranks = new Map<string, number>();
  for (const column of columns) {
    const use = useOf(column);
    ranks.set(use, Math.min(ranks.get(use) ?? column.rank, column.rank));
  }
  return columns.filter((column) => column.rank === ranks.get(useOf(column)));
}

function newColumn(key: SampleKey, counter: boolean, rank: number): SampleColumn {
  const size = 64;
  return {
    key,
    counter,
    rank,
    times: new Float64Array(size),
    values: new Float64Array(size),
    lines: new Uint32Array(size),
    length: 0,
    newest: Number.NEGATIVE_INFINITY,
    isOrdered: true,
  };
}

function append(column: SampleColumn, time: number, value: number, line: number): void {
  if (column.length === column.times.length) grow(column);
  column.times[column.length] = time;
  column.values[column.length] = value;
  column.lines[column.length] = line;
  column.length++;
}

function grow(column: SampleColumn): void {
  const { times, values, lines } = column;
  column.times = new Float64Array(2 * column.length);
  column.times.set(times);
  column.values = new Float64Array(2 * column.length);
  column.values.set(values);
  column.lines = new Uint32Array(2 * column.length);
  column.lines.set(lines);
}

/** Indexes by time, those of one time as in the file. */
function inOrder({ times, length, isOrdered }: SampleColumn): Uint32Array {
  const order = Uint32Array.from({ length }, (_, index) => index);
  if (isOrdered) return order;
  const time = (index: number): number => times[index] ?? 0;
  return order.sort((a, b) => time(a) - time(b) || a - b);
}

/** The indexes whose time is believed, of each time the last one. */
function once(order: Uint32Array, { times, lines }: SampleColumn, problems: Problems): Uint32Array {
  const middle = times[order[order.length >> 1] ?? 0] ?? 0;
  return order.filter((index, position) => {
    const time = times[index] ?? 0;
    const next = order[position + 1];
    const isStray = Math.abs(time - middle) > farthest;
    const isRepeated = next !== undefined && times[next] === time;
    if (isStray) problems.add("stray-time", lines[index] ?? 0);
    else if (isRepeated) problems.add("duplicate", lines[next] ?? 0);
    return !isStray && !isRepeated;
  });
}

/** Milliseconds from the middle sample: no history is used that far, so such a time is a broken clock. */
const farthest = 2 * 366 * 86_400_000;

/** Counts places where samples are missing for more than two of their usual distances. */
function countGaps(kept: Uint32Array, { times, lines }: SampleColumn, problems: Problems): void {
  const distances = Float64Array.from({ length: Math.max(kept.length - 1, 0) }, (_, i) => distance(i + 1));
  const usual = distances.toSorted()[distances.length >> 1] ?? 0;
  distances.forEach((gap, i) => {
    if (gap > 3.5 * usual) problems.add("gap", lines[kept[i + 1] ?? 0] ?? 0);
  });

  function distance(i: number): number {
    return (times[kept[i] ?? 0] ?? 0) - (times[kept[i - 1] ?? 0] ?? 0);
  }
}

function pick(kept: Uint32Array, { times, values }: SampleColumn): Pick<SampleSet, "times" | "values"> {
  return {
    times: Float64Array.from(kept, (index) => times[index] ?? 0),
    values: Float64Array.from(kept, (index) => values[index] ?? 0),
  };
}

/** The slope between neighbors, per second; where a counter falls it began again at zero. */
function rates(kept: Uint32Array, column: SampleColumn, problems: Problems): Pick<SampleSet, "times" | "values"> {
  const { times, values } = pick(kept, column);
  const slopes = values.subarray(1).map((value, i) => {
    const before = values[i] ?? 0;
    if (value < before) problems.add("counter-reset", column.lines[kept[i + 1] ?? 0] ?? 0);
    const rise = value < before ? value : value - before;
    return (1000 * rise) / ((times[i + 1] ?? 0) - (times[i] ?? 0));
  });
  return { times: times.slice(1), values: slopes };
}

function keyId({ namespace, workload, container, pod, part, resource, statistic }: SampleKey): string {
  return [namespace, workload, container, pod, part, resource, statistic].join("\u0000");
}
