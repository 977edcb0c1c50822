import { readLabeledName } from "./labels-text.ts";
import { looksLikePod } from "./pods.ts";
import { type LabeledUse, useOfLabels } from "./prometheus-labels.ts";
import type { SampleKey } from "./reader.ts";
import { readUse, resourceNamed, stemOf } from "./resource-names.ts";

/** What the columns of a table mean. */
export interface Columns {
  readonly time: number;
  /** One sample a row, or one a cell. */
  readonly values: readonly ValueColumn[];
  /** Columns that say what a row is of. */
  readonly labels: Readonly<Partial<Record<Label, number>>>;
}

/** What the header and the file's name say of a column; a row's labels go over it. */
export interface ValueColumn {
  readonly index: number;
  /** Undefined where only the row can say it. */
  readonly workload: string | undefined;
  readonly resource: string | undefined;
  readonly statistic: SampleKey["statistic"];
  /** What the column's name says by labels, as Grafana heads columns; it needs no more then. */
  readonly use?: LabeledUse;
  /** Set where the column is headed by a pod. */
  readonly pod?: string;
}

export type Label = "series" | "namespace" | "workload" | "container" | "pod" | "resource" | "unit";

/** Reads a header; a string says why the table is no usage history. */
export function readHeader(cells: readonly string[], file: string): Columns | string {
  const names = cells.map((cell) => cell.trim());
  const lower = names.map((name) => name.toLowerCase());
  const time = timeNames.map((name) => lower.indexOf(name)).find((index) => index >= 0);
  if (time === undefined) {
    return `no column is called time, timestamp or ts (the header is: ${shortened(names.join(", ")) || "empty"})`;
  }
  const labels = Object.fromEntries(
    labelNames.flatMap((label) => (lower.includes(label) ? [[label, lower.indexOf(label)]] : [])),
  );
  const value = lower.indexOf("value");
  const values = value >= 0 ? long(value, lower, file) : wide(names, new Set([time, ...Object.values(labels)]), file);
  return values.length > 0 ? { time, values, labels } : "beside the time there is no column with values";
}

/** One value a row, perhaps with its maximum; the file's name says what the rows leave open. */
function long(index: number, names: readonly string[], file: string): readonly ValueColumn[] {
  const use = readUse(stemOf(file));
  const key = { workload: use.workload ?? stemOf(file), resource: use.resource };
  const max = names.indexOf("value_max");
  return [
    { index, ...key, statistic: "mean" },
    ...(max < 0 ? [] : [{ index: max, ...key, statistic: "max" } as const]),
  ];
}

/** A column a resource, named as such; or a column a workload, where the file or the column's ending names the resource. */
function wide(names: readonly string[], taken: ReadonlySet<number>, file: string): readonly ValueColumn[] {
  const columns = names.flatMap((name, index) =>
    taken.has(index) || name === "" ? [] : [{ index, ...splitStatistic(name) }],
  );
  const use = readUse(stemOf(file));
  const isWorkloadTable = use.workload === undefined;
  const resources = columns.filter(({ name }) => resourceNamed(name) !== undefined);
  if (resources.length > 0 && !isWorkloadTable) {
    const workload = use.resource === undefined ? use.workload : stemOf(file);
    return resources.map(({ index, name, statistic }) => ({
      index,
      workload,
      resource: resourceNamed(name),
      statistic,
    }));
  }
  return columns.map(({ index, name, statistic }) => {
    const column = use.resource === undefined ? readUse(name) : { workload: name, resource: use.resource };
    const labels = name.includes("{") ? readLabeledName(name)?.labels : undefined;
    const labeled = labels === undefined ? undefined : useOfLabels(labels, file);
    const workload = column.workload ?? name;
    return {
      index,
      workload,
      resource: column.resource,
      statistic,
      ...(labeled !== undefined && { use: labeled }),
      ...(looksLikePod(workload) && { pod: workload }),
    };
  });
}

/** `cpu_max` is the maximum of what `cpu` is the mean of. */
export function splitStatistic(name: string): { readonly name: string; readonly statistic: SampleKey["statistic"] } {
  return /_max$/i.test(name) ? { name: name.slice(0, -"_max".length), statistic: "max" } : { name, statistic: "mean" };
}

const timeNames: readonly string[] = ["time", "timestamp", "ts", "datetime", "date", "t"];
const labelNames: readonly Label[] = ["series", "namespace", "workload", "container", "pod", "resource", "unit"];

function shortened(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]+/g, " ").trim();
  return printable.length > 60 ? `${printable.slice(0, 60)}…` : printable;
}
