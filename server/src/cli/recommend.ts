import { type Command, Option } from "commander";
import { forecastSeries } from "../forecast/forecast-series.ts";
import type { Series } from "../history/series.ts";
import { amountInWords } from "../rules/wording.ts";
import { type SeriesSizing, sizeSeries } from "../sizing/size-series.ts";
import type { ResourcePlan } from "../workload/resource-plan.ts";
import { askedPolicy } from "./asked-policy.ts";
import { historyOption, readHistoryFiles, titleOf } from "./history-input.ts";
import { exit, type Io } from "./io.ts";
import type { Finish } from "./main.ts";
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
    .summary("size a request and a limit for each series of a usage history")
    .description(
      "Size a request and a limit for each series of a usage history, without manifests: as if the series were the use of one container with one replica.",
    )
    .addOption(historyOption())
    .option("--at <time>", "use only samples at or before this time", read.time)
    .option("--horizon <duration>", "how far ahead (default: the policy's, else 7d)", read.horizon)
    .option("--policy <file>", "a ResourcePlan, of which `forecast` and `sizing` hold")
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
    .addHelpText("after", examples)
    .action(async (options: RecommendOptions) => {
      const policy = await askedPolicy(io, options.policy);
      const { series, complete } = await readHistoryFiles(io, options.history, options.at);
      const progress = progressFor(io);
      const recommended = series.map((each, index) => {
        progress.report(index / series.length, `sizing ${each.id}`);
        return { series: each, sizing: size(each, policy, options.horizon) };
      });
      progress.done();
      io.stdout.write(options.format === "json" ? toJson(recommended) : toText(recommended, styleFor(io.stdout, io)));
      finish(complete ? exit.fine : exit.usage);
    });
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
    .map(({ series, sizing: { request, limit, reason } }) => {
      const { resource } = series;
      const title = style("bold", titleOf(series));
      const amount = (name: string, value: number | null): string =>
        value === null ? "" : `  ${name} ${amountInWords(resource, value)}`;
      return `${title}${amount("request", request)}${amount("limit", limit)}\n  ${reason}\n`;
    })
    .join("\n");
}

const examples = `
Examples:
  resource-planner recommend --history 'history/*.csv'
  resource-planner recommend --history cpu.csv --policy resource-plan.yaml --format json`;
