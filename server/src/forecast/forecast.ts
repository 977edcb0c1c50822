/** What one series is expected to do over the horizon, and how far that can be believed. */
export interface Forecast {
  /** The series' id. */
  readonly series: string;
  /** Undefined where there is too little history. */
  readonly model: ModelName | undefined;
  /** Epoch milliseconds of the first point: the last sample + one step. */
  readonly start: number;
  readonly stepSeconds: number;
  /** Expected value of each step over the horizon, chosen by absolute error; empty where there is too little history. */
  readonly mean: Float64Array;
  /** The asked quantile of each step, from out-of-sample residuals; never below `mean` for quantiles of 0.5 and more. */
  readonly upper: Float64Array;
  readonly quantile: number;
  /** What `upper` was made from: how far the truth lay from forecasts at past origins. */
  readonly spread: Spread;
  /** Usable samples the forecast rests on. */
  readonly samples: number;
  /** In a sentence or two, for people: why this model; or why there is none. */
  readonly reason: string;
  readonly backtest: Backtest;
}

/** Out-of-sample errors: at step `h` of the horizon the truth is expected at `mean[h] + scale[h] * e`, `e` out of `errors`. */
export interface Spread {
  /** The usual size of the error at each step: grows from day to day and follows the hours; as long as `mean`. */
  readonly scale: Float64Array;
  /** Ascending, each equally likely: errors of the means. */
  readonly errors: Float64Array;
  /** The same for the maxima within the steps. */
  readonly peakErrors: Float64Array;
  /** How many of the last steps a constant bound may be taken from: a week, or what came since a lasting jump. */
  readonly recentSteps: number;
  /** 0–1: how much a constant bound made from the forecast deserves against one made from the last week, by the backtest. */
  readonly trust: number;
}

/** `naive`, `seasonalNaive`, `weeklyNaive`, `percentile`, `theta` and `holtWinters` are the baselines. */
export type ModelName =
  | "naive"
  | "seasonalNaive"
  | "weeklyNaive"
  | "percentile"
  | "theta"
  | "holtWinters"
  | "linear"
  | "polynomial"
  | "robust"
  | "seasonal"
  | "pool";

/** Rolling-origin backtest: forecasts from past origins compared with what came after. */
export interface Backtest {
  readonly folds: number;
  /** Share of held-out steps at or below the upper bound, the bound made without looking at them; NaN without folds. */
  readonly coverage: number;
  /** Of the chosen model: mean absolute error ÷ in-sample seasonal-naive error; NaN without folds. */
  readonly meanAbsoluteScaledError: number;
  /** Every candidate's score, best first. */
  readonly candidates: readonly { readonly model: ModelName; readonly meanAbsoluteScaledError: number }[];
}
