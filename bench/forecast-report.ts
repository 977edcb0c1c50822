import { average, bootstrapInterval, geometricMean, quantileOf } from "./forecast-metrics.ts";
import type { CompetitionScore, SeriesScore } from "./forecast-tasks.ts";

/** One line of the table: what was measured, and whether that reaches what is aimed at. */
interface Row {
  readonly measure: string;
  readonly value: number;
  readonly target?: readonly [low: number, high: number];
  readonly note?: string;
}

/** The hourly part of the competition by its own formula: both errors relative to the reference's, averaged. */
export function competitionRows(scores: readonly CompetitionScore[]): readonly Row[] {
  if (scores.length === 0) return [];
  const ratio = (pick: (errors: CompetitionScore["ours"]) => number) =>
    average(scores.map(({ ours }) => pick(ours))) / average(scores.map(({ reference }) => pick(reference)));
  const mean = (pick: (score: CompetitionScore) => number) => average(scores.map(pick));
  const owa = (ratio(({ symmetric }) => symmetric) + ratio(({ scaled }) => scaled)) / 2;
  const whole = scores.length > 300;
  return [
    { measure: `M4 hourly, ${scores.length} series: OWA`, value: owa, target: [0, whole ? 0.41 : 0.375] },
    {
      measure: "  sMAPE",
      value: mean(({ ours }) => ours.symmetric),
      note: `naive 2: ${mean((s) => s.reference.symmetric).toFixed(3)}`,
    },
    {
      measure: "  MASE",
      value: mean(({ ours }) => ours.scaled),
      note: `naive 2: ${mean((s) => s.reference.scaled).toFixed(3)}`,
    },
  ];
}

/** Everything that is measured on the regular series at one horizon. */
export function seriesRows(scores: readonly SeriesScore[], seed: number): readonly Row[] {
  if (scores.length === 0) return [];
  const day = scores.every(({ days }) => days === 1);
  const families = [...new Set(scores.map(({ family }) => family))];
  const of = (family: string) => scores.filter((score) => score.family === family);
  const relative = (score: SeriesScore) => score.ours / score.seasonalNaive;
  const beside = scores.map((score) => score.ours / score.select);
  const worse = beside.filter((ratio) => ratio > 1.1).length / beside.length;
  const interval = bootstrapInterval(beside, seed);
  const byFamily = geometricMean(families.map((family) => geometricMean(of(family).map(relative))));
  const others = geometricMean(
    families.map((family) => geometricMean(of(family).map((s) => s.select / s.seasonalNaive))),
  );
  return [
    {
      measure: "MASE / seasonal naive's, families",
      value: byFamily,
      ...(day && { target: [0, 0.78] }),
      note: `selector ${others.toFixed(3)}`,
    },
    ...families.map((family) => ({
      measure: `  ${family} (${of(family).length})`,
      value: geometricMean(of(family).map(relative)),
      ...(family === "hosts" && day && { target: [0, 0.7] as const }),
      note: `selector ${geometricMean(of(family).map((s) => s.select / s.seasonalNaive)).toFixed(3)}`,
    })),
    {
      measure: "MASE / best of 7 classical by backtest",
      value: geometricMean(beside),
      ...(day && { target: [0, 0.96] }),
      note: `95 % interval ${interval.map((end) => end.toFixed(3)).join("–")}`,
    },
    { measure: "  upper end of the interval", value: interval[1], ...(day && { target: [0, 1] }) },
    { measure: "  share of series > 10 % worse", value: worse, ...(day && { target: [0, 0.05] }) },
    ...boundRows(scores, day),
    ...(day ? requestRows(scores) : []),
  ];
}

/** Prints rows under a title; a row that misses its target is marked. */
export function printRows(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}\n${"".padEnd(46)}${"measured".padStart(10)}${"target".padStart(14)}`);
  for (const { measure, value, target, note } of rows) {
    const missed = target !== undefined && !(value >= target[0] && value <= target[1]);
    const aim =
      target === undefined
        ? ""
        : target[0] === 0
          ? `≤ ${target[1]}`
          : target[1] === 1
            ? `≥ ${target[0]}`
            : target.join("–");
    console.log(
      `${measure.padEnd(46)}${value.toFixed(3).padStart(10)}${aim.padStart(14)}  ${missed ? "MISSED " : ""}${note ?? ""}`.trimEnd(),
    );
  }
}

function boundRows(scores: readonly SeriesScore[], day: boolean): readonly Row[] {
  const coverages = scores.map(({ coverage }) => coverage);
  const loss = geometricMean(scores.map((score) => score.bound / score.naiveBound));
  return [
    { measure: "95 % bound: mean coverage", value: average(coverages), ...(day && { target: [0.94, 0.97] }) },
    { measure: "  10th percentile over series", value: quantileOf(coverages, 0.1), ...(day && { target: [0.9, 1] }) },
    { measure: "  pinball / conformal seasonal naive's", value: loss, ...(day && { target: [0, 0.75] }) },
  ];
}

function requestRows(scores: readonly SeriesScore[]): readonly Row[] {
  const against = (pick: (request: SeriesScore["request"]) => number) =>
    geometricMean(scores.map(({ request }) => request.ours / pick(request)));
  return [
    { measure: "one request: pinball / VPA target's", value: against(({ vpa }) => vpa), target: [0, 0.68] },
    { measure: "  pinball / 7-day p97's", value: against(({ week }) => week), target: [0, 0.9] },
    { measure: "  coverage", value: average(scores.map(({ request }) => request.coverage)), target: [0.94, 1] },
  ];
}
