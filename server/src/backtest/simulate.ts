import type { Advisor, Settled, Standing } from "./advisor.ts";
import type { BacktestCase } from "./backtest-case.ts";
import type { BacktestDay } from "./backtest-data.ts";
import { measureDay } from "./measure-day.ts";
import type { Kill, ReplicaUse, RequestAndLimit } from "./replica-use.ts";

const day = 86_400_000;

/** Days to replay, the first of which starts at `start` (epoch milliseconds). */
export interface ReplayedDays {
  readonly start: number;
  readonly days: number;
}

/**
 * Lives through the days again: at each day's start the advisor sets the values of all cases by what was known then, and
 * the day's use is held against them. The use is what it was: values that are too small do not change it. Undefined where
 * told to stop, which is asked before each day.
 * @returns for each case its days
 */
export function simulate(
  advisor: Advisor,
  cases: readonly BacktestCase[],
  { start, days }: ReplayedDays,
  stop: () => boolean,
): readonly (readonly BacktestDay[])[] | undefined {
  const tracks = cases.map((each) => new Track(each));
  for (let index = 0; index < days; index++) {
    if (stop()) return undefined;
    const origin = start + index * day;
    const advice = advisor.advise(
      origin,
      tracks.map((track) => track.standing),
    );
    if (stop()) return undefined;
    tracks.forEach((track, position) => {
      track.live(origin, advice[position], advisor.minimumChange);
    });
  }
  return tracks.map(({ days }) => days);
}

/** One case under one advisor. */
class Track {
  readonly days: BacktestDay[] = [];
  readonly #case: BacktestCase;
  #inForce: RequestAndLimit;
  readonly #kills: Kill[] = [];

  constructor(of: BacktestCase) {
    this.#case = of;
    this.#inForce = of.today;
  }

  get standing(): Standing {
    return { case: this.#case, inForce: this.#inForce, kills: this.#kills };
  }

  live(origin: number, advice: Settled | undefined, minimumChange: number): void {
    const { use, replicas, today } = this.#case;
    const wanted = advice === undefined ? this.#inForce : settled(advice, today);
    const changed = isWorthIt(this.#inForce, wanted, minimumChange);
    if (changed) this.#inForce = wanted;
    const { request = 0, limit = request } = this.#inForce;
    const outcome = measureDay(use, replicas, this.#inForce, slotAt(use, origin), slotAt(use, origin + day));
    if (outcome.killed !== undefined) this.#kills.push({ time: outcome.killed, request, limit });
    this.days.push({ origin, ...this.#inForce, outcome, changed });
  }
}

function settled({ request, limit }: Settled, today: RequestAndLimit): RequestAndLimit {
  if (limit !== undefined) return { request, limit: limit ?? undefined };
  if (today.limit === undefined) return { request, limit: undefined };
  const before = today.request ?? today.limit;
  return { request, limit: before > 0 ? (request * today.limit) / before : today.limit };
}

function isWorthIt(inForce: RequestAndLimit, wanted: RequestAndLimit, minimumChange: number): boolean {
  const differs = (before: number | undefined, after: number | undefined): boolean => {
    if (before === undefined || after === undefined) return before !== after;
    return before !== after && Math.abs(after - before) >= minimumChange * before;
  };
  return differs(inForce.request, wanted.request) || differs(inForce.limit, wanted.limit);
}

function slotAt({ start, stepSeconds, mean }: ReplicaUse, time: number): number {
  return Math.max(0, Math.min(mean.length, Math.ceil((time - start) / (stepSeconds * 1000))));
}
