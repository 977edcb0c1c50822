import { average, bootstrapInterval, geometricMean, quantileOf } from "./forecast-metrics.ts";
import type { CompetitionScore, SeriesScore } from "./forecast-tasks.ts";

/** One line of the table: what was measured, and whether that reaches what is aimed at. */
export interface Row {
  readonly measure: string;
  readonly value: number;
  readonly target?: readonly [low: number, high: number];
  /** 95 % interval, series drawn anew. */
  readonly interval?: readonly [low: number, high: number];
  readonly note?: string;
}

/** The hourly part of the competition by its own formula: both errors relative to the reference's, averaged. */
export function competitionRows(scores: readonly CompetitionScore[], seed: number): readonly Row[] {
  if (scores.length === 0) return [];
  const owa = (drawn: readonly CompetitionScore[]) => {
    const ratio = (pick: (errors: CompetitionScore["ours"]) => number) =>
      average(drawn.map(({ ours }) => pick(ours))) / average(drawn.map(({ reference }) => pick(reference)));
    return (ratio(({ symmetric }) => symmetric) + ratio(({ scaled }) => scaled)) / 2;
  };
  const mean = (pick: (score: CompetitionScore) => number) => average(scores.map(pick));
  const whole = scores.length > 300;
  return [
    {
      measure: `M4 hourly, ${scores.length} series: OWA`,
      value: owa(scores),
      target: [0, whole ? 0.41 : 0.375],
      interval: bootstrapInterval([scores], owa, seed),
    },
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
  return [
    relativeRow("MASE / seasonal naive's, families", scores, seed, day ? 0.78 : undefined),
    ...[...familiesOf(scores)].map(([family, own]) =>
      relativeRow(`  ${family} (${own.length})`, own, seed, day && family === "hosts" ? 0.7 : undefined),
    ),
    ...selectorRows(scores, seed, day),
    ...boundRows(scores, seed, day),
    ...(day ? requestRows(scores, seed) : []),
  ];
}

/** The error relative to that of yesterday's values: the geometric mean over families. */
export function relativeRow(measure: string, scores: readonly SeriesScore[], seed: number, most?: number): Row {
  const overFamilies = (drawn: readonly SeriesScore[], pick: Pick) =>
    geometricMean([...familiesOf(drawn).values()].map((own) => geometricMean(own.map(pick))));
  const ours: Pick = (score) => score.ours / score.seasonalNaive;
  return {
    measure,
    value: overFamilies(scores, ours),
    interval: bootstrapInterval([...familiesOf(scores).values()], (drawn) => overFamilies(drawn, ours), seed),
    ...(most !== undefined && { target: [0, most] }),
    note: `selector ${overFamilies(scores, (score) => score.select / score.seasonalNaive).toFixed(3)}`,
  };
}

/** Prints rows under a title; a row that misses its target is marked. */
export function printRows(title: string, rows: readonly Row[]): void {
  console.log(
    `\n${title}\n${"".padEnd(46)}${"measured".padStart(10)}${"target".padStart(14)}${"95 % interval".padStart(16)}`,
  );
  for (const { measure, value, target, interval, note } of rows) {
    const missed = target !== undefined && !(value >= target[0] && value <= target[1]);
    const range = interval?.map((end) => end.toFixed(3)).join("–") ?? "";
    const cells = value.toFixed(3).padStart(10) + aimOf(target).padStart(14) + range.padStart(16);
    console.log(`${measure.padEnd(46)}${cells}  ${missed ? "MISSED " : ""}${note ?? ""}`.trimEnd());
  }
}

function aimOf(target: Row["target"]): string {
  if (target === undefined) return "";
  if (target[0] === 0) return `≤ ${target[1]}`;
  return target[1] === 1 ? `≥ ${target[0]}` : target.join("–");
}

type Pick = (score: SeriesScore) => number;

function familiesOf(scores: readonly SeriesScore[]): ReadonlyMap<string, readonly SeriesScore[]> {
  const families = new Map<string, SeriesScore[]>();
  for (const score of scores) families.set(score.family, [...(families.get(score.family) ?? []), score]);
  return families;
}

/** The geometric mean of a ratio over all series; drawn anew within each family, because siblings are alike. */
function ratioRow(measure: string, scores: readonly SeriesScore[], seed: number, pick: Pick, most?: number): Row {
  const mean = (drawn: readonly SeriesScore[]) => geometricMean(drawn.map(pick));
  return {
    measure,
    value: mean(scores),
    interval: bootstrapInterval([...familiesOf(scores).values()], mean, seed),
    ...(most !== undefined && { target: [0, most] }),
  };
}

function selectorRows(scores: readonly SeriesScore[], seed: number, day: boolean): readonly Row[] {
  const beside: Pick = ({ ours, select }) => ours / select;
  const row = ratioRow("MASE / best of 7 classical by backtest", scores, seed, beside, day ? 0.96 : undefined);
  const worse = scores.filter((score) => beside(score) > 1.1).length / scores.length;
  return [
    row,
    { measure: "  upper end of the interval", value: row.interval?.[1] ?? Number.NaN, ...(day && { target: [0, 1] }) },
    { measure: "  share of series > 10 % worse", value: worse, ...(day && { target: [0, 0.05] }) },
  ];
}

function boundRows(scores: readonly SeriesScore[], seed: number, day: boolean): readonly Row[] {
  const coverages = scores.map(({ coverage }) => coverage);
  const loss: Pick = (score) => score.bound / score.naiveBound;
  return [
    { measure: "95 % bound: mean coverage", value: average(coverages), ...(day && { target: [0.94, 0.97] }) },
    { measure: "  10th percentile over series", value: quantileOf(coverages, 0.1), ...(day && { target: [0.9, 1] }) },
    ratioRow("  pinball / conformal seasonal naive's", scores, seed, loss, day ? 0.75 : undefined),
  ];
}

function requestRows(scores: readonly SeriesScore[], seed: number): readonly Row[] {
  return [
    ratioRow("one request: pinball / VPA target's", scores, seed, ({ request }) => request.ours / request.vpa, 0.68),
    ratioRow("  pinball / 7-day p97's", scores, seed, ({ request }) => request.ours / request.week, 0.9),
    { measure: "  coverage", value: average(scores.map(({ request }) => request.coverage)), target: [0.94, 1] },
  ];
}
