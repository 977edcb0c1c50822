import type { SampleKey } from "./reader.ts";
import { isResource, type NamedFile } from "./resource-names.ts";

/** What the columns of a table mean. */
export interface Columns {
  readonly time: number;
  /** One sample a row, or one a cell. */
  readonly values: readonly ValueColumn[];
  /** Columns that say what a row is of. */
  readonly labels: Readonly<Partial<Record<Label, number>>>;
}

export interface ValueColumn {
  readonly index: number;
  /** What the header and the file's name say; a row's labels go over it. */
  readonly key: Omit<SampleKey, "workload"> & { readonly workload: string | undefined };
}

export type Label = "namespace" | "workload" | "container" | "pod" | "resource" | "unit";

/** Reads a header; a string says why the table is no usage history. */
export function readHeader(cells: readonly string[], file: NamedFile): Columns | string {
  const names = cells.map((cell) => cell.trim());
  const lower = names.map((name) => name.toLowerCase());
  const time = lower.findIndex((name) => timeNames.includes(name));
  if (time < 0) {
    return `no column is called time, timestamp or ts (the header is: ${names.slice(0, 6).join(", ") || "empty"})`;
  }
  const labels = Object.fromEntries(
    labelNames.flatMap((label) => (lower.includes(label) ? [[label, lower.indexOf(label)]] : [])),
  );
  const value = lower.indexOf("value");
  const values = value >= 0 ? [long(value, file)] : wide(names, new Set([time, ...Object.values(labels)]), file);
  return values.length > 0 ? { time, values, labels } : "beside the time there is no column with values";
}

function long(index: number, file: NamedFile): ValueColumn {
  return { index, key: { workload: file.workload, resource: file.resource ?? "value", statistic: "mean" } };
}

/** A column a resource, or a column a workload where the file is named for the resource. */
function wide(names: readonly string[], taken: ReadonlySet<number>, file: NamedFile): readonly ValueColumn[] {
  const columns = names.flatMap((name, index) =>
    taken.has(index) || name === "" ? [] : [{ index, ...splitStatistic(name) }],
  );
  const resources = columns.filter(({ name }) => isResource(name.toLowerCase()) || isResource(name));
  if (resources.length > 0) {
    return resources.map(({ index, name, statistic }) => ({
      index,
      key: { workload: file.workload, resource: isResource(name) ? name : name.toLowerCase(), statistic },
    }));
  }
  return columns.map(({ index, name, statistic }) => ({
    index,
    key: { workload: name, resource: file.resource ?? "value", statistic },
  }));
}

/** `cpu_max` is the maximum of what `cpu` is the mean of. */
export function splitStatistic(name: string): { readonly name: string; readonly statistic: SampleKey["statistic"] } {
  return name.endsWith("_max")
    ? { name: name.slice(0, -"_max".length), statistic: "max" }
    : { name, statistic: "mean" };
}

const timeNames: readonly string[] = ["time", "timestamp", "ts"];
const labelNames: readonly Label[] = ["namespace", "workload", "container", "pod", "resource", "unit"];
