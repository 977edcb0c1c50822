import type { Forecast, ModelName } from "../forecast/forecast.ts";
import type { Series } from "../history/series.ts";
import { formatDuration } from "../quantity/duration.ts";
import { describeAmount } from "../quantity/round.ts";
import type { ResourcePolicy } from "../workload/resource-plan.ts";
import type { ResourceName } from "../workload/workload.ts";
import type { Need } from "./need.ts";
import type { Prior } from "./prior.ts";

/**
 * `95 % of the next 7d stays below 310m per replica (seasonal model, 28d of history, 4 replicas).` `replicas` is what
 * the use was divided by, in words; undefined where it was not divided.
 */
export function demandSentence(
  series: Series,
  { mean, stepSeconds, quantile, model }: Forecast,
  { demand }: Need,
  replicas: string | undefined,
): string {
  const horizon = about(mean.length * stepSeconds);
  const history = about(series.mean.length * series.stepSeconds);
  const amount = amountInWords(series.resource, demand);
  const each = replicas === undefined ? "" : " per replica";
  const basis = [
    modelWords[model ?? "percentile"],
    `${history} of history`,
    ...(replicas === undefined ? [] : [replicas]),
  ].join(", ");
  return `${percent(quantile)} of the next ${horizon} stays below ${amount}${each} (${basis}).`;
}

/** `95 % of what VerticalPodAutoscaler api saw in 6d stays below 310m; there is too little history to forecast by.` */
export function priorSentence(resource: ResourceName, quantile: number, { vpa, demand, seconds }: Prior): string {
  const amount = amountInWords(resource, demand);
  return `${percent(quantile)} of what VerticalPodAutoscaler ${vpa} saw in ${about(seconds)} stays below ${amount}; there is too little history to forecast by.`;
}

/** What was added to the demand, or what else decided: `+10 % margin.` */
export function marginSentence(
  { resource }: Pick<Series, "resource">,
  { peak, decisive }: Need,
  { margin, floor }: ResourcePolicy,
): string {
  const added = margin > 0 ? `+${percent(margin)} margin` : "No margin";
  if (decisive === "floor") return `Raised to the floor of ${amountInWords(resource, floor)}.`;
  if (decisive === "peak") return `The highest use seen is ${amountInWords(resource, peak)}; ${lower(added)}.`;
  return `${added}.`;
}

/** `310m`, `1.5 cores`, `1.2Gi`, `2 nvidia.com/gpu`: an amount that says of what it is where its text alone does not. */
export function amountInWords(resource: ResourceName, amount: number): string {
  const text = describeAmount(resource, amount);
  if (resource === "requests") return `${text} requests/s`;
  if (resource === "replicas") return `${text} replicas`;
  if (!/\d$/.test(text)) return text;
  if (resource === "cpu") return `${text} ${text === "1" ? "core" : "cores"}`;
  return resource.includes("/") ? `${text} ${resource}` : text;
}

/** `95 %`, `99.9 %`. */
export function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}

/** `1 replica`, `4 replicas`. */
export function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

const modelWords: Readonly<Record<ModelName, string>> = {
  naive: "repeating the last value",
  seasonalNaive: "repeating yesterday",
  weeklyNaive: "repeating last week",
  percentile: "the level of the last days",
  theta: "theta method",
  holtWinters: "Holt–Winters smoothing",
  linear: "linear trend",
  polynomial: "polynomial trend",
  robust: "robust trend",
  seasonal: "seasonal model",
  pool: "several models together",
};

/** From two days on, whole days say enough. */
function about(seconds: number): string {
  return formatDuration(seconds < 2 * 86_400 ? seconds : Math.round(seconds / 86_400) * 86_400);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
