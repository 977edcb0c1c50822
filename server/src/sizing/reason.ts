import type { Forecast } from "../forecast/forecast.ts";
import type { Series } from "../history/series.ts";
import { formatDuration } from "../quantity/duration.ts";
import { describeAmount } from "../quantity/round.ts";
import type { ResourcePolicy } from "../workload/resource-plan.ts";

/** What a demand was found from, in sentences for people. */
export interface Grounds {
  readonly resource: string;
  readonly demand: number;
  readonly peak: number;
  readonly series: Series;
  readonly forecast: Forecast;
  readonly replicas: number;
  /** Below 1 where the history is about the whole pod. */
  readonly share: number;
  readonly policy: ResourcePolicy;
}

/** `95 % of the next 7d stay below 310m per replica (seasonal model, 28d of history, 4 replicas); +10 % margin.` */
export function demandReason({ resource, demand, series, forecast, replicas, share, policy }: Grounds): string {
  const horizon = formatDuration(forecast.mean.length * forecast.stepSeconds);
  const history = aboutDuration(series.mean.length * series.stepSeconds);
  const pods = replicas === 1 ? "" : `, ${replicas} replicas`;
  const basis = `${modelWords[forecast.model ?? "percentile"]}, ${history} of history${pods}`;
  const part =
    share < 1 ? " The history is about the whole pod; it is divided by the containers' present requests." : "";
  return (
    `${percent(policy.quantile)} of the next ${horizon} stay below ${describeAmount(resource, demand)} per replica ` +
    `(${basis}); +${percent(policy.margin)} margin.${part}`
  );
}

/** Added where the highest use, and not the quantile, decides. */
export function peakReason(resource: string, peak: number): string {
  return ` Not below ${describeAmount(resource, peak)}, the highest use seen: memory cannot be taken back.`;
}

/** Added where the autoscaler keeps a request up. */
export function scalingReason(resource: string, floor: number): string {
  return ` Not below ${describeAmount(resource, floor)}: the autoscaler adds replicas at the same use as before, and keeps room.`;
}

/** Where nothing is known. */
export function noHistory(resource: string): string {
  return `No usage history says what it uses of ${resource}; the value is kept.`;
}

export const indivisible =
  "The history is a total over an unknown number of nodes; with a pod column it would tell what one pod uses. The value is kept.";

export const initReason = "Init containers run before the usage is measured; the value is kept.";

const modelWords: Readonly<Record<NonNullable<Forecast["model"]>, string>> = {
  naive: "repeating the last value",
  seasonalNaive: "repeating yesterday",
  weeklyNaive: "repeating last week",
  percentile: "the level of the last days",
  linear: "linear trend",
  polynomial: "polynomial trend",
  robust: "robust trend",
  seasonal: "seasonal model",
};

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}

/** From two days on, whole days are enough. */
function aboutDuration(seconds: number): string {
  return formatDuration(seconds < 2 * 86_400 ? seconds : Math.round(seconds / 86_400) * 86_400);
}
