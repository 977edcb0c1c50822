import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Series } from "../server/src/history/series.ts";
import { readSeries } from "./forecast-data.ts";

/** Series of CPU use that are sized alike: machines or workloads of one kind. */
export interface Family {
  readonly name: string;
  readonly series: readonly Series[];
}

/** Use is in per cent of the machine, whose size is not published: four cores are assumed. */
const coresPerCent = 4 / 100;

/** The virtual machines' and the Kubernetes workloads' CPU; families without files are left out. */
export function readFamilies(folder: string): readonly Family[] {
  const families = [
    { name: "virtual machines", series: virtualMachines(path.join(folder, "vm-usage")) },
    {
      name: "kubernetes",
      series: readSeries(folder)
        .filter(({ family }) => family === "kubernetes")
        .map(({ name, stepSeconds, values }) => cpuSeries(name, stepSeconds, values, values)),
    },
  ];
  return families.filter(({ series }) => series.length > 0);
}

function virtualMachines(folder: string): readonly Series[] {
  const [mean, max] = ["avg.csv", "max.csv"].map((file) => columns(path.join(folder, file)));
  return [...(mean ?? [])].map(([name, values]) => {
    const inCores = (column: Float64Array): Float64Array => column.map((share) => share * coresPerCent);
    return cpuSeries(name, 300, inCores(values), inCores(max?.get(name) ?? values));
  });
}

function columns(file: string): ReadonlyMap<string, Float64Array> {
  if (!existsSync(file)) return new Map();
  const [head = "", ...rows] = readFileSync(file, "utf8").trim().split("\n");
  const cells = rows.map((row) => row.split(","));
  const [, ...names] = head.split(",");
  return new Map(names.map((name, index) => [name, Float64Array.from(cells, (row) => Number(row[index + 1]))]));
}

function cpuSeries(workload: string, stepSeconds: number, mean: Float64Array, max: Float64Array): Series {
  return {
    id: `/${workload}//cpu`,
    workload,
    resource: "cpu",
    unit: "cores",
    start: Date.UTC(2024, 0, 1),
    stepSeconds,
    mean,
    max: max.map((peak, slot) => Math.max(peak, mean[slot] ?? peak)),
    interpolated: [],
    samples: mean.length,
    files: [],
  };
}
