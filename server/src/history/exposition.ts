import { checked } from "./cell.ts";
import { type LabeledName, readLabeledName } from "./labels-text.ts";
import { createLineCutter } from "./lines.ts";
import { metricNamed } from "./metrics.ts";
import { isPodOverhead, type LabeledUse, type Labels, useOfLabels } from "./prometheus-labels.ts";
import type { HistoryReader, ReadResult } from "./reader.ts";
import { readUse, resourceNamed, stemOf } from "./resource-names.ts";
import { createSampleStore, type SampleColumn, type SampleStore } from "./samples.ts";
import { epochTime } from "./time.ts";

/** Reads OpenMetrics (stamps in seconds) or the classic exposition format (in milliseconds), with a stamp on each sample. */
export function createExpositionReader(file: string): HistoryReader {
  const reading: Reading = {
    file,
    store: createSampleStore(),
    counters: new Set(),
    targets: new Map(),
    strangers: new Set(),
    last: undefined,
    rows: 0,
    unstamped: 0,
  };
  const cutter = createLineCutter((line, number) => {
    if (line.startsWith("#")) readComment(reading, line);
    else if (line.trim() !== "") readSample(reading, line, number);
  });
  return {
    push: cutter.push,
    end: () => {
      cutter.end();
      return resultOf(reading);
    },
  };
}

interface Reading {
  readonly file: string;
  readonly store: SampleStore;
  /** Names of metrics that the file itself calls counters. */
  readonly counters: Set<string>;
  /** By name and labels as they are written. */
  readonly targets: Map<string, Target>;
  /** Metrics that say nothing of use here. */
  readonly strangers: Set<string>;
  /** Of the line before: samples of one series follow each other. */
  last: (LabeledName & { readonly id: string }) | undefined;
  rows: number;
  unstamped: number;
}

/** Where samples go; `ignored` are of no use here, `ownerless` are of nobody. */
type Target = { readonly column: SampleColumn; readonly factor: number } | "ignored" | "ownerless";

function readComment({ counters }: Reading, line: string): void {
  const [, name = "", type] = /^# TYPE (\S+) (\S+)/.exec(line) ?? [];
  if (type === "counter") counters.add(name);
}

function readSample(reading: Reading, line: string, number: number): void {
  const { store, targets } = reading;
  const named = isSameAs(reading.last, line) ? reading.last : readLabeledName(line);
  const [value = "", stamp] = named === undefined ? [] : line.slice(named.end).trim().split(/\s+/);
  if (named === undefined || value === "") {
    reading.rows++;
    store.problem("wrong-columns", number);
    return;
  }
  const id = line.slice(0, named.end);
  reading.last = { ...named, id };
  const target = targets.get(id) ?? targetOf(reading, named.labels);
  targets.set(id, target);
  if (target === "ignored") return;
  reading.rows++;
  const isStamped = stamp !== undefined && !stamp.startsWith("#");
  const time = isStamped ? epochTime(Number(stamp)) : undefined;
  const cell = target === "ownerless" ? undefined : checked(Number(value) * target.factor);
  if (!isStamped) reading.unstamped++;
  if (time === undefined) store.problem("bad-time", number);
  else if (target === "ownerless" || cell === undefined) store.problem("wrong-columns", number);
  else if ("problem" in cell) store.problem(cell.problem, number);
  else store.add(target.column, time, cell.value, number);
}

/** Whether a line begins with the name and labels of the one before, and with nothing longer. */
function isSameAs(last: Reading["last"], line: string): boolean {
  return last !== undefined && line.startsWith(last.id) && line.charAt(last.end) === " ";
}

function targetOf({ file, store, counters, strangers }: Reading, labels: Labels): Target {
  const name = labels["__name__"] ?? "";
  if (isPodOverhead(labels) || /_(?:bucket|created)$/.test(name) || "quantile" in labels) return "ignored";
  const isKnown = metricNamed(name) !== undefined || resourceNamed(labels["resource"] ?? "") !== undefined;
  if (!isKnown && readUse(stemOf(file)).resource === undefined) {
    if (strangers.size < namesShown) strangers.add(name);
    return "ignored";
  }
  const use = useOfLabels(labels, file);
  return use === undefined
    ? "ownerless"
    : { column: store.column(use.key, isCounter(use), use.rank), factor: use.factor };

  function isCounter({ counter }: LabeledUse): boolean {
    const isCalled = counters.has(name) || counters.has(name.replace(/_total$/, ""));
    return counter || (isCalled && metricNamed(name) === undefined);
  }
}

function resultOf({ file, store, strangers, rows, unstamped }: Reading): ReadResult {
  const reason = whyNothing(rows, unstamped, [...strangers]);
  if (reason !== undefined) {
    return { file, recognized: false, unreadable: reason, rows: 0, used: 0, problems: [], samples: [] };
  }
  return { file, recognized: true, rows, ...store.finish() };
}

function whyNothing(rows: number, unstamped: number, strangers: readonly string[]): string | undefined {
  if (rows === 0 && strangers.length > 0) {
    return `of its metrics (${strangers.join(", ")}) none is known as usage; name the file after the resource, such as web.cpu.om`;
  }
  if (rows === 0) return "it has no samples";
  if (unstamped < rows) return undefined;
  return "its samples have no stamps, as in a single scrape; export it with them, or let Prometheus scrape and answer query_range";
}

const namesShown = 3;
