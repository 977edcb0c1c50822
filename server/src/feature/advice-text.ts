import type { Forecast } from "../forecast/forecast.ts";
import { requestLines } from "../plan/chart-lines.ts";
import type { ChartData, PlannedWorkload } from "../plan/plan-data.ts";
import { percent } from "../plan/report-facts.ts";
import { formatDuration } from "../quantity/duration.ts";
import type { AdvisedValue } from "../rules/advised-values.ts";
import { amountInWords, percentChange, quantileName } from "../rules/wording.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { chartImage } from "./chart-image.ts";
import type { HoverOptions } from "./hover-options.ts";
import { historyHint } from "./plan-hints.ts";

/** Today's value and the recommended one, the reason, and the evidence: forecast, model, backtest, confidence, chart. */
export function adviceText(
  snapshot: Snapshot,
  { sizing }: PlannedWorkload,
  value: AdvisedValue,
  options: HoverOptions,
): string {
  const { demand, peak, reason, confidence, series } = value.sizing;
  if (demand === undefined) return `${reason}\n\n${historyHint}`;
  const chart = series === undefined ? undefined : snapshot.plan?.charts[series];
  const facts = [
    ...(peak === undefined ? [] : [`Highest use seen: ${amountInWords(value.resource, peak)} per replica`]),
    ...(chart === undefined ? [] : forecastFacts(chart)),
    `Confidence: ${percent(confidence)}`,
  ];
  return [
    comparison(value),
    reason,
    // Above the facts, where a hover of usual height shows it without scrolling.
    ...(chart === undefined || !options.chart ? [] : [chartImage(chart, requestLines(sizing, chart.series.id))]),
    facts.map((fact) => `- ${fact}`).join("\n"),
  ].join("\n\n");
}

/** `500m → **120m** (−76 %)`, or that the value may stay. */
export function comparison({ setting, text, recommended }: AdvisedValue): string {
  const today = setting === undefined ? "nothing written" : setting.source;
  if (text === undefined) return `${today}: stays as it is.`;
  const change = setting?.value === undefined || recommended === null ? "" : percentChange(setting.value, recommended);
  return `${today} → **${text}**${change === "" ? "" : ` (${change})`}`;
}

function forecastFacts({ series, forecast }: ChartData): readonly string[] {
  const { mean, upper, model } = forecast;
  if (model === undefined || mean.length === 0) return [`Forecast: ${forecast.reason}`];
  const average = mean.reduce((sum, amount) => sum + amount, 0) / mean.length;
  const highest = upper.reduce((a, b) => Math.max(a, b), 0);
  const horizon = formatDuration(mean.length * forecast.stepSeconds);
  return [
    `Forecast for ${horizon}, all replicas: ${amountInWords(series.resource, average)} on average, at most ${amountInWords(series.resource, highest)} (${quantileName(forecast.quantile)} of each step)`,
    `Model: ${model}. ${forecast.reason}`,
    `Backtest: ${backtestSentence(forecast)}`,
  ];
}

function backtestSentence({ backtest: { folds, coverage, meanAbsoluteScaledError: error } }: Forecast): string {
  if (folds === 0) return "too little history to hold any of it out.";
  const times = `${folds} ${folds === 1 ? "time" : "times"}`;
  const held = `forecast ${times} from earlier history, ${percent(coverage)} of what followed stayed within the bound`;
  return Number.isNaN(error) ? `${held}.` : `${held}; error ${error.toFixed(2)} × that of repeating the last season.`;
}
