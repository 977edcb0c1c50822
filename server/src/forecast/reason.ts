import type { Series } from "../history/series.ts";
import { formatDuration } from "../quantity/duration.ts";
import { describeAmount } from "../quantity/round.ts";
import { heldLevel } from "./held-level.ts";
import type { LevelShift } from "./level-shift.ts";
import type { Model } from "./model.ts";
import { modelNames } from "./models.ts";
import type { Score } from "./selection.ts";

/** What a forecast's reason is told from. */
export interface Choice {
  readonly series: Series;
  /** The request's model: `auto` or a name. */
  readonly asked: string;
  readonly model: Model;
  /** Best first. */
  readonly ranked: readonly Score[];
  readonly folds: number;
  /** A lasting jump of the level, its age in groups of `factor` steps of the series. */
  readonly shift: LevelShift | undefined;
  readonly factor: number;
}

/** In a few sentences, for people: why this model, and what else the forecast rests on. */
export function reasonFor(choice: Choice): string {
  return [...asked(choice), comparison(choice), ...jump(choice), ...held(choice)].join(" ");
}

/** Why there is no forecast: how much history there is, and how much is needed. */
export function tooLittleHistory(series: Series, neededSeconds: number): string {
  const there = formatDuration(series.mean.length * series.stepSeconds);
  const samples = series.samples === 1 ? "1 sample" : `${series.samples} samples`;
  const needed = neededSeconds > 0 ? formatDuration(neededSeconds) : "two samples";
  return `Too little history: ${there} (${samples}) of the ${needed} needed.`;
}

function asked({ asked: name, model }: Choice): readonly string[] {
  if (name === "auto") return [];
  if (!modelNames.some((known) => known === name)) {
    return [`There is no model "${name}" (there are ${modelNames.join(", ")}), so the backtest chose.`];
  }
  if (model.name !== name) return [`The history is too short for the model "${name}" that was asked for.`];
  return [];
}

function comparison({ asked: name, model, ranked, folds }: Choice): string {
  if (folds === 0) return `The history is too short for a backtest, so the forecast is ${model.title}.`;
  if (folds === 1) return `The history is long enough for one backtest only, so the forecast is ${model.title}.`;
  const own = ranked.find((score) => score.model === model);
  const baseline = ranked.find((score) => score.model.baseline && score.model !== model);
  if (own === undefined || baseline === undefined) return `The forecast is ${model.title}.`;
  if (model.baseline && name !== model.name) {
    return `No regression clearly beat ${model.title} in ${folds} backtests, so that is the forecast.`;
  }
  const difference = 1 - own.meanAbsoluteScaledError / baseline.meanAbsoluteScaledError;
  if (model.name === "pool" && difference < clearGain) {
    return `${capitalized(model.title)} was no better than ${baseline.model.title} in ${folds} backtests.`;
  }
  const percent = Math.round(100 * Math.abs(difference));
  const missed = percent === 0 ? "as much as" : `${percent} % ${difference > 0 ? "less" : "more"} than`;
  return `${capitalized(model.title)} missed ${missed} ${baseline.model.title} in ${folds} backtests.`;
}

/** Less than this is luck: the reason says that nothing was gained. */
const clearGain = 0.03;

function jump({ series, shift, factor }: Choice): readonly string[] {
  if (shift === undefined) return [];
  const [from, to] = [shift.before, shift.after].map((amount) => describeAmount(series.resource, amount));
  const step = series.mean.length - shift.age * factor;
  const day = new Date(series.start + step * series.stepSeconds * 1000).toISOString().slice(0, 10);
  return [`The level jumped from ${from} to ${to} on ${day}; older values were moved to the new level.`];
}

/** Only processor time is held: what wants more memory than its limit is killed. */
function held({ series }: Choice): readonly string[] {
  const found = series.resource === "cpu" ? heldLevel(series.mean) : undefined;
  if (found === undefined) return [];
  const level = describeAmount(series.resource, found.level);
  const percent = Math.round(100 * found.share);
  return [
    `For ${percent} % of the history use stayed at ${level}, as a limit would hold it: more may have been wanted than is seen, so bounds are not cut there.`,
  ];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
