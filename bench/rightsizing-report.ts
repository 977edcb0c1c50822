import { average, quantileOf } from "./forecast-metrics.ts";
import { randomFrom } from "./random.ts";
import type { Score, Way } from "./rightsizing-ways.ts";

type Slack = "ofRequested" | "ofUsed";

/** One line of a comparison at equal violations: our slack ÷ the other's. */
export interface Comparison {
  readonly other: string;
  readonly slack: Slack;
  readonly ratio: number;
  /** 95 % interval, series drawn anew. */
  readonly interval: readonly [low: number, high: number];
  readonly aim: number;
}

/** Slack relative to each known recommender's, at no more violations than it has, that is aimed at. */
const aims = { VPA: 0.7, "KRR simple": 0.8, "Autopilot window": 0.9 } as const;

/** Prints every way to size, those with fewest violations first. */
export function printWays(ways: readonly Way[]): void {
  console.log(
    `  ${"".padEnd(28)}${["time above", "slack/requested", "slack/used", "changes/day"].map((head) => head.padStart(17)).join("")}`,
  );
  const rows = ways.map(({ name, scores }) => ({ name, ...meansOf(scores) }));
  for (const { name, above, ofRequested, ofUsed, changesPerDay } of rows.toSorted((a, b) => a.above - b.above)) {
    const cells = [percent(above, 2), percent(ofRequested, 1), ofUsed.toFixed(3), changesPerDay.toFixed(2)];
    console.log(`  ${name.padEnd(28)}${cells.map((cell) => cell.padStart(17)).join("")}`);
  }
}

/** Our frontier against the recommenders that are aimed at, each at its own violations. */
export function compare(others: readonly Way[], frontier: readonly Way[], seed: number): readonly Comparison[] {
  return Object.entries(aims).flatMap(([name, aim]) => {
    const other = others.find((way) => way.name === name);
    return other === undefined
      ? []
      : (["ofRequested", "ofUsed"] as const).map((slack) => ({
          other: name,
          slack,
          aim,
          ratio: ratioAt(other, frontier, slack, undefined),
          interval: bootstrap(other, frontier, slack, seed),
        }));
  });
}

/** Prints comparisons and whether each reaches its aim. */
export function printComparisons(comparisons: readonly Comparison[]): void {
  for (const { other, slack, ratio, interval, aim } of comparisons) {
    const [low, high] = interval.map((bound) => bound.toFixed(3));
    const unit = slack === "ofRequested" ? "÷ requested" : "÷ used";
    const verdict = ratio <= aim ? "reached" : "missed";
    console.log(
      `  slack ${unit.padEnd(12)} at ${other}'s violations ${ratio.toFixed(3)} × ${other}'s (95 % interval ${low}–${high}), aim ≤ ${aim.toFixed(2)}: ${verdict}`,
    );
  }
}

function bootstrap(other: Way, frontier: readonly Way[], slack: Slack, seed: number): readonly [number, number] {
  const random = randomFrom(seed);
  const count = other.scores.length;
  const ratios = Array.from({ length: 1000 }, () =>
    ratioAt(
      other,
      frontier,
      slack,
      Array.from({ length: count }, () => Math.floor(random() * count)),
    ),
  );
  return [quantileOf(ratios, 0.025), quantileOf(ratios, 0.975)];
}

/** Our slack, on the straight line between two points of the frontier, where it is violated as often as the other. */
function ratioAt(other: Way, frontier: readonly Way[], slack: Slack, drawn: readonly number[] | undefined): number {
  const mean = ({ scores }: Way): Score =>
    meansOf(drawn === undefined ? scores : drawn.flatMap((i) => scores[i] ?? []));
  const aimed = mean(other);
  const points = frontier.map(mean).toSorted((a, b) => a.above - b.above);
  const [first] = points;
  const upper = points.findIndex(({ above }) => above > aimed.above);
  const [below, beyond] = upper < 0 ? [points.at(-1), points.at(-1)] : [points[upper - 1], points[upper]];
  // Nothing of the frontier is violated as seldom: its safest point, which is then not held to be better than it is.
  if (below === undefined || beyond === undefined) return (first?.[slack] ?? Number.NaN) / aimed[slack];
  const part = beyond.above === below.above ? 0 : (aimed.above - below.above) / (beyond.above - below.above);
  return (below[slack] + part * (beyond[slack] - below[slack])) / aimed[slack];
}

function meansOf(scores: readonly Score[]): Score {
  const mean = (of: keyof Score): number => average(scores.map((score) => score[of]));
  return {
    ofRequested: mean("ofRequested"),
    ofUsed: mean("ofUsed"),
    above: mean("above"),
    changesPerDay: mean("changesPerDay"),
  };
}

function percent(share: number, digits: number): string {
  return `${(100 * share).toFixed(digits)} %`;
}
