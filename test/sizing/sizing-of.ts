import type { Forecast } from "../../server/src/forecast/forecast.ts";
import { forecastSeries } from "../../server/src/forecast/forecast-series.ts";
import { forecastKey } from "../../server/src/forecast/key.ts";
import type { History, Series } from "../../server/src/history/series.ts";
import { amountOf } from "../../server/src/quantity/convert.ts";
import type { ResourceSizing, SizedValue, WorkloadSizing } from "../../server/src/sizing/recommendation.ts";
import { sizeWorkload } from "../../server/src/sizing/size-workload.ts";
import type { Inventory } from "../../server/src/workload/inventory.ts";
import { autoscalerOf } from "../../server/src/workload/lookup.ts";
import { dedent } from "../support/fixture.ts";
import { inventoryOf } from "../workload/inventory-of.ts";

/** The sizing of the first workload of a fixture by a history of lines, see `historyOf`. */
export function sizingOf(manifests: string, history: string): WorkloadSizing {
  return sizeFirst(inventoryOf(manifests), historyOf(history));
}

/** Sizes the first workload of an inventory. */
export function sizeFirst(inventory: Inventory, history: History): WorkloadSizing {
  const [workload] = inventory.workloads;
  if (workload === undefined) throw new Error("The fixture must hold a workload.");
  return sizeWorkload({
    workload,
    autoscaler: autoscalerOf(inventory, workload),
    history,
    forecasts: (series, quantile) => forecastOf(series, quantile, inventory),
    plan: inventory.resourcePlan,
    pools: inventory.supply.pools,
    budgets: inventory.budgets,
  });
}

const made = new Map<string, Forecast>();

/** The same series come again and again: each is forecast once. */
export function forecastOf(series: Series, quantile: number, { resourcePlan }: Inventory): Forecast {
  const { forecast, sizing } = resourcePlan;
  const request = { ...forecast, quantile, minimumHistorySeconds: sizing.minimumHistorySeconds };
  const key = forecastKey(series, request);
  const known = made.get(key) ?? forecastSeries(series, request);
  made.set(key, known);
  return known;
}

/**
 * Hourly histories, one a line: `WORKLOAD[/CONTAINER] RESOURCE TOTAL`, then any of `peak AMOUNT` (once, within a
 * step), `high AMOUNT` (from 8 to 20 o'clock), `days N` (3 by default) and `pods N`.
 */
export function historyOf(lines: string): History {
  const series = dedent(lines)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(readSeries);
  return { series, files: [], findings: [] };
}

function readSeries(line: string): Series {
  const [owner = "", resource = "", total = "", ...options] = line.trim().split(" ");
  const [workload = "", container] = owner.split("/");
  const option = (name: string): number | undefined => {
    const at = options.indexOf(name);
    return at < 0 ? undefined : amountOf(options[at + 1] ?? "");
  };
  const level = amountOf(total) ?? Number.NaN;
  const [peak, high = level, days = 3, pods] = [option("peak"), option("high"), option("days"), option("pods")];
  const isDay = (hour: number): boolean => hour % 24 >= 8 && hour % 24 < 20;
  const mean = Float64Array.from({ length: days * 24 }, (_, hour) => (isDay(hour) ? high : level));
  const max = peak === undefined ? mean : mean.with(5, peak);
  return {
    id: `/${workload}/${container ?? ""}/${resource}`,
    workload,
    ...(container === undefined ? {} : { container }),
    resource,
    unit: "",
    start: Date.UTC(2026, 0, 5),
    stepSeconds: 3600,
    mean,
    max,
    ...(pods === undefined ? {} : { pods }),
    interpolated: [],
    samples: mean.length,
    files: ["history.csv"],
  };
}

/** A sizing as lines: replicas where they change, and each resource's request and limit, `–` where there is none. */
export function summary({ replicas, containers }: WorkloadSizing): string {
  const { current, recommended, write, needed } = replicas;
  const head = `replicas ${current} → ${recommended}${write ? " written" : ""}${needed === undefined ? "" : `, needed ${needed}`}`;
  return [
    ...(current === recommended && needed === undefined ? [] : [head]),
    ...containers.flatMap(({ name, resources }) =>
      Object.entries(resources).map(([resource, sizing]) => `${name} ${resource} ${resourceLine(sizing)}`),
    ),
  ].join("\n");
}

function resourceLine({ request, limit, autoscalerTarget: target }: ResourceSizing): string {
  const restated = target === undefined ? "" : `, target ${target.current} → ${target.recommended} %`;
  return `${valueText(request)} / ${valueText(limit)}${restated}`;
}

function valueText({ current, recommended, text }: SizedValue): string {
  if (text !== undefined) return `${current === null ? "" : "→ "}${text}${current === null ? " added" : ""}`;
  return recommended === null ? "–" : "kept";
}

/** What a summary says of one resource. */
export function reasonOf({ containers }: WorkloadSizing, container: string, resource: string): string {
  return containers.find(({ name }) => name === container)?.resources[resource]?.reason ?? "";
}
