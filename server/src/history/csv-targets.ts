import { type Columns, type Label, splitStatistic, type ValueColumn } from "./csv-columns.ts";
import { readLabeledName } from "./labels-text.ts";
import { metricNamed } from "./metrics.ts";
import { looksLikePod } from "./pods.ts";
import { type LabeledUse, useOfLabels } from "./prometheus-labels.ts";
import type { SampleKey } from "./reader.ts";
import { readUse, resourceNamed, resourceOfUnit, unitFactor } from "./resource-names.ts";
import type { SampleColumn, SampleStore } from "./samples.ts";
import type { HistoryProblem } from "./series.ts";

/** Where a cell's value goes and what it is multiplied by; or why it can go nowhere. */
export type Target = { readonly column: SampleColumn; readonly factor: number } | HistoryProblem["reason"];

/** Tells the targets of a row's values, in the order of the value columns. Equal labels are looked at once. */
export function createTargets(columns: Columns, store: SampleStore): (cells: readonly string[]) => readonly Target[] {
  const labels = Object.entries(columns.labels);
  const known = new Map<string, readonly Target[]>();
  return (cells) => {
    let id = "";
    for (const [, index] of labels) id += `${cells[index] ?? ""}\u0000`;
    const found = known.get(id);
    if (found !== undefined) return found;
    const values = Object.fromEntries(labels.map(([label, index]) => [label, cells[index]?.trim() ?? ""]));
    const targets = columns.values.map((column) => targetOf(column, values, store));
    known.set(id, targets);
    return targets;
  };
}

/** Grafana's long tables name the series in a column of its own: by labels, or in a word. */
function seriesTarget(
  column: ValueColumn,
  { series: _, ...labels }: LabelValues,
  series: string,
  store: SampleStore,
): Target {
  const written = series.includes("{") ? readLabeledName(series)?.labels : undefined;
  const use = written === undefined ? undefined : useOfLabels(written, `${column.resource ?? ""}.csv`);
  if (use !== undefined) return labeledTarget(use, column.statistic, store);
  const named = readUse(series);
  const workload = named.workload ?? series;
  const resource = labels.resource || (column.resource ?? named.resource ?? "");
  const owner = looksLikePod(workload) ? { pod: workload, workload: "" } : { workload };
  return targetOf(column, { ...labels, ...owner, resource }, store);
}

function labeledTarget(
  { key, counter, factor, rank }: LabeledUse,
  statistic: SampleKey["statistic"],
  store: SampleStore,
): Target {
  return { column: store.column(statistic === "max" ? { ...key, statistic } : key, counter, rank), factor };
}

type LabelValues = Readonly<Partial<Record<Label, string>>>;

function targetOf(column: ValueColumn, labels: LabelValues, store: SampleStore): Target {
  const { series = "", resource: name = "", unit = "" } = labels;
  if (column.use !== undefined) return labeledTarget(column.use, column.statistic, store);
  if (series !== "") return seriesTarget(column, labels, series, store);
  const named = splitStatistic(name);
  const metric = metricNamed(named.name);
  const resource =
    metric?.resource ??
    resourceNamed(named.name) ??
    (name === "" ? (column.resource ?? resourceOfUnit(unit) ?? "value") : named.name);
  const factor = metric?.factor ?? unitFactor(resource, unit);
  if (factor === undefined) return "wrong-unit";
  const key = keyOf(column, labels);
  if (key === undefined) return "wrong-columns";
  const statistic = named.statistic === "max" ? "max" : column.statistic;
  return { column: store.column({ ...key, resource, statistic }, metric?.counter ?? false), factor };
}

/** Undefined where neither the row nor the file says whose usage it is. */
function keyOf(
  column: ValueColumn,
  { namespace = "", workload = "", container = "", pod: podLabel = "" }: LabelValues,
): Omit<SampleKey, "resource" | "statistic"> | undefined {
  const pod = podLabel || (workload === "" ? (column.pod ?? "") : "");
  const owner = workload || (pod === "" ? column.workload : "");
  if (owner === undefined) return undefined;
  return {
    workload: owner,
    ...(namespace !== "" && { namespace }),
    ...(container !== "" && { container }),
    ...(pod !== "" && { pod }),
  };
}
