import { type Command, Option } from "commander";
import type { Forecast } from "../forecast/forecast.ts";
import { forecastSeries } from "../forecast/forecast-series.ts";
import { modelNames } from "../forecast/models.ts";
import type { Series } from "../history/series.ts";
import { formatDuration } from "../quantity/duration.ts";
import { amountInWords, quantileName } from "../rules/wording.ts";
import { defaultResourcePlan } from "../workload/defaults.ts";
import { historyOption, readHistoryFiles, titleOf } from "./history-input.ts";
import { exit, type Io } from "./io.ts";
import type { Finish } from "./main.ts";
import * as read from "./options.ts";
import { progressFor } from "./progress.ts";
import { type Style, styleFor } from "./style.ts";

interface ForecastOptions {
  readonly history: readonly string[];
  readonly horizon: number;
  readonly at?: number;
  readonly quantile: number;
  readonly model: string;
  readonly format: "text" | "json";
}

/** `forecast --history FILE…`: what each series is expected to do, and how the model did on its past. */
export function addForecast(program: Command, io: Io, finish: Finish): void {
  const { forecast, sizing } = defaultResourcePlan;
  program
    .command("forecast")
    .summary("forecast each series of a usage history")
    .description("Forecast each series of a usage history, by the model that did best on the series' own past.")
    .addOption(historyOption())
    .addOption(
      new Option("--horizon <duration>", "how far ahead")
        .default(forecast.horizonSeconds, formatDuration(forecast.horizonSeconds))
        .argParser(read.horizon),
    )
    .option("--at <time>", "use only samples at or before this time", read.time)
    .option("--quantile <share>", "of the upper bound", read.quantile, sizing.cpu.quantile)
    .addOption(new Option("--model <model>", "the model").choices(["auto", ...modelNames]).default("auto"))
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
    .addHelpText("after", examples)
    .action(async (options: ForecastOptions) => {
      const { series, complete } = await readHistoryFiles(io, options.history, options.at);
      const progress = progressFor(io);
      const forecasts = series.map((each, index) => {
        progress.report(index / series.length, `forecasting ${each.id}`);
        return forecastSeries(each, {
          horizonSeconds: options.horizon,
          quantile: options.quantile,
          model: options.model,
          minimumHistorySeconds: sizing.minimumHistorySeconds,
        });
      });
      progress.done();
      const pairs = series.flatMap((each, index) => {
        const made = forecasts[index];
        return made === undefined ? [] : [{ series: each, forecast: made }];
      });
      io.stdout.write(options.format === "json" ? toJson(pairs) : toText(pairs, styleFor(io.stdout, io)));
      finish(complete ? exit.fine : exit.usage);
    });
}

interface Forecasted {
  readonly series: Series;
  readonly forecast: Forecast;
}

function toJson(pairs: readonly Forecasted[]): string {
  return `${JSON.stringify({ schemaVersion: 1, series: pairs.map(seriesJson) }, null, 2)}\n`;
}

function seriesJson({ series, forecast }: Forecasted): object {
  const { namespace, workload, container, resource, unit, stepSeconds } = series;
  const { folds, coverage, meanAbsoluteScaledError } = forecast.backtest;
  return {
    ...(namespace !== undefined && { namespace }),
    workload,
    ...(container !== undefined && { container }),
    resource,
    unit,
    stepSeconds,
    model: forecast.model ?? null,
    samples: forecast.samples,
    points: Array.from(forecast.mean, (mean, step) => ({
      time: new Date(forecast.start + step * forecast.stepSeconds * 1000).toISOString(),
      mean,
      upper: forecast.upper[step],
    })),
    reason: forecast.reason,
    backtest: { folds, coverage, meanAbsoluteScaledError },
  };
}

function toText(pairs: readonly Forecasted[], style: Style): string {
  return pairs
    .map(({ series, forecast }) => {
      const title = style("bold", titleOf(series));
      return `${title} ${style("dim", `${forecast.samples} samples`)}\n${outlook(series, forecast)}  ${forecast.reason}\n`;
    })
    .join("\n");
}

function outlook({ resource }: Series, { mean, upper, quantile, model, backtest }: Forecast): string {
  if (mean.length === 0) return "";
  const average = mean.reduce((sum, value) => sum + value, 0) / mean.length;
  const amount = (value: number): string => amountInWords(resource, value);
  const trial =
    backtest.folds === 0
      ? ""
      : `; in ${backtest.folds} backtests the bound held ${Math.round(backtest.coverage * 100)} % of the time, ` +
        `and the error was ${backtest.meanAbsoluteScaledError.toFixed(2)} of that of repeating yesterday`;
  return `  ${amount(average)} on average, up to ${amount(upper.reduce((a, b) => Math.max(a, b)))} (${quantileName(quantile)}) by ${model}${trial}\n`;
}

const examples = `
Examples:
  resource-planner forecast --history cpu.csv
  resource-planner forecast --history 'history/*.csv' --horizon 2d --quantile 0.99 --format json
  resource-planner forecast --history cpu.csv --at 2026-11-01   what it would have said then`;
