import { type Command, Option } from "commander";
import { forecastSeries } from "../forecast/forecast-series.ts";
import type { Series } from "../history/series.ts";
import { describeAmount } from "../quantity/round.ts";
import { type SeriesSizing, sizeSeries } from "../sizing/size-series.ts";
import { defaultResourcePlan } from "../workload/defaults.ts";
import type { ResourcePlan } from "../workload/resource-plan.ts";
import { readHistoryFiles } from "./history-input.ts";
import { exit, type Io } from "./io.ts";
import type { Finish } from "./main.ts";
import { loadManifests } from "./manifests.ts";
import * as read from "./options.ts";
import { progressFor } from "./progress.ts";
import { type Style, styleFor } from "./style.ts";

interface RecommendOptions {
  readonly history: readonly string[];
  readonly at?: number;
  readonly horizon?: number;
  readonly policy?: string;
  readonly format: "text" | "json";
}

interface Recommended {
  readonly series: Series;
  readonly sizing: SeriesSizing;
}

/** `recommend --history FILE…`: request and limit for each series, without manifests. */
export function addRecommend(program: Command, io: Io, finish: Finish): void {
  program
    .command("recommend")
    .description("Size a request and a limit for each series of a usage history, without manifests")
    .requiredOption("--history <file...>", "CSV files or saved Prometheus answers (.json); globs are fine")
    .option("--at <time>", "use only samples at or before this time", read.time)
    .option("--horizon <duration>", "how far ahead (default: the policy's, else 7d)", read.duration)
    .option("--policy <file>", "a ResourcePlan, of which `forecast` and `sizing` hold")
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
    .action(async (options: RecommendOptions) => {
      const policy = await policyOf(io, options.policy);
      const { series } = await readHistoryFiles(io, options.history, options.at);
      const progress = progressFor(io);
      const recommended = series.map((each, index) => {
        progress.report(index / series.length, `sizing ${each.id}`);
        return { series: each, sizing: size(each, policy, options.horizon) };
      });
      progress.done();
      io.stdout.write(options.format === "json" ? toJson(recommended) : toText(recommended, styleFor(io.stdout, io)));
      finish(exit.fine);
    });
}

async function policyOf(io: Io, file: string | undefined): Promise<ResourcePlan> {
  if (file === undefined) return defaultResourcePlan;
  return (await loadManifests(io, [file], file)).snapshot.inventory.resourcePlan;
}

function size(series: Series, { forecast, sizing }: ResourcePlan, horizon: number | undefined): SeriesSizing {
  const { quantile } = series.resource === "memory" ? sizing.memory : sizing.cpu;
  const made = forecastSeries(series, {
    horizonSeconds: horizon ?? forecast.horizonSeconds,
    quantile,
    model: forecast.model,
    minimumHistorySeconds: sizing.minimumHistorySeconds,
  });
  return sizeSeries(series, made, sizing);
}

function toJson(recommended: readonly Recommended[]): string {
  const recommendations = recommended.map(({ series, sizing }) => {
    const { namespace, workload, container, resource, unit } = series;
    return {
      ...(namespace !== undefined && { namespace }),
      workload,
      ...(container !== undefined && { container }),
      resource,
      unit,
      ...sizing,
    };
  });
  return `${JSON.stringify({ schemaVersion: 1, recommendations }, null, 2)}\n`;
}

function toText(recommended: readonly Recommended[], style: Style): string {
  return recommended
    .map(({ series: { workload, container, resource }, sizing }) => {
      const title = style("bold", [workload, container, resource].filter((part) => part !== undefined).join(" "));
      const amount = (value: number | null): string => (value === null ? "–" : describeAmount(resource, value));
      return `${title} request ${amount(sizing.request)}, limit ${amount(sizing.limit)}\n  ${sizing.reason}\n`;
    })
    .join("\n");
}
