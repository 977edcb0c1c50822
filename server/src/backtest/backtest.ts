import type { Advisor } from "./advisor.ts";
import { advisorOf, today } from "./advisor.ts";
import type { BacktestCase } from "./backtest-case.ts";
import type { Backtest, BacktestedWorkload, NoBacktest } from "./backtest-data.ts";
import { type CaseDays, rowOf } from "./figures.ts";
import type { Recommender } from "./recommenders/recommender.ts";
import { type ReplicaUse, slotTime } from "./replica-use.ts";
import { simulate } from "./simulate.ts";

const day = 86_400;

/** What is sized together: a workload's containers. */
export interface BacktestSubject {
  /** As people know it. */
  readonly id: string;
  readonly cases: readonly BacktestCase[];
  /** This program's own way to size it. */
  readonly own: Advisor;
  /** What must be known before the first day. */
  readonly minimumHistorySeconds: number;
}

/** What is replayed, and by whom it is watched. */
export interface BacktestRequest {
  readonly subjects: readonly BacktestSubject[];
  /** Whole days at the end of each workload's history; fewer where it is shorter. */
  readonly days: number;
  readonly recommenders: readonly Recommender[];
  readonly stop: () => boolean;
  /** Told what is being replayed and how far it is (0–1). */
  readonly progress: (share: number, message: string) => void;
}

/**
 * What this program's advice, today's values and each known recommender would have cost and risked on the last days:
 * day by day each sets the values by what was known in the morning, and the day's use is held against them. Equal
 * requests give equal answers.
 */
export function backtest(request: BacktestRequest): Backtest | NoBacktest {
  const replayed: Replayed[] = [];
  const unreplayed: Backtest["unreplayed"][number][] = [];
  for (const [index, subject] of request.subjects.entries()) {
    const { id } = subject;
    request.progress(index / request.subjects.length, `Replaying ${id}`);
    const result = replay(subject, request);
    if ("stopped" in result) return result;
    if ("refused" in result) unreplayed.push({ workload: id, reason: result.refused });
    else replayed.push(result);
  }
  request.progress(1, "Replayed");
  if (replayed.length === 0) return { refused: whyNone(unreplayed) };
  return {
    start: Math.min(...replayed.map(({ start }) => start)),
    end: Math.max(...replayed.map(({ start, days }) => start + days * day * 1000)),
    days: Math.max(...replayed.map(({ days }) => days)),
    workloads: replayed.map(({ workload }) => workload),
    total: totalOf(replayed),
    unreplayed,
  };
}

/** A workload's days under every way to size. */
interface Replayed {
  readonly start: number;
  readonly days: number;
  readonly workload: BacktestedWorkload;
  readonly ways: readonly { readonly advisor: Pick<Advisor, "id" | "name">; readonly cases: readonly CaseDays[] }[];
}

function replay(
  { id, cases, own, minimumHistorySeconds }: BacktestSubject,
  { days, recommenders, stop }: BacktestRequest,
): Replayed | NoBacktest {
  const period = periodOf(cases, days, minimumHistorySeconds);
  if ("refused" in period) return period;
  const ways: Replayed["ways"][number][] = [];
  for (const advisor of [own, today, ...recommenders.map(advisorOf)]) {
    const lived = simulate(advisor, cases, period, stop);
    if (lived === undefined) return { stopped: true };
    ways.push({ advisor, cases: cases.map((each, index) => ({ case: each, days: lived[index] ?? [] })) });
  }
  const workload = {
    id,
    rows: ways.map((way) => rowOf(way.advisor, way.cases)),
    cases: cases.map(({ container, use }, index) => ({
      container,
      resource: use.resource,
      use: shownUse(use, period.start),
      tracks: ways.map(({ advisor, cases: lived }) => ({ recommender: advisor.id, days: lived[index]?.days ?? [] })),
    })),
  };
  return { ...period, workload, ways };
}

/** The last whole days of which enough is known before. All cases live through the same ones. */
function periodOf(
  cases: readonly BacktestCase[],
  days: number,
  minimumHistorySeconds: number,
): { readonly start: number; readonly days: number } | { readonly refused: string } {
  if (cases.length === 0)
    return { refused: "There is no usage history of it, or it is not known of how many replicas." };
  const end = Math.max(...cases.map(({ use }) => slotTime(use, use.mean.length)));
  const begin = Math.min(...cases.map(({ use }) => use.start));
  const known = (end - begin) / 1000;
  const possible = Math.floor((known - minimumHistorySeconds) / day + 1e-9);
  if (possible < 1) {
    return {
      refused: `Its history spans ${inDays(known)}; a backtest needs ${inDays(minimumHistorySeconds)} to begin with and a day to hold the advice against.`,
    };
  }
  const replayed = Math.min(days, possible);
  return { start: end - replayed * day * 1000, days: replayed };
}

function inDays(seconds: number): string {
  const days = Math.round((10 * seconds) / day) / 10;
  return `${days} ${days === 1 ? "day" : "days"}`;
}

function shownUse(
  { start, stepSeconds, mean, max }: ReplicaUse,
  from: number,
): BacktestedWorkload["cases"][number]["use"] {
  const skipped = Math.max(0, Math.round((from - start) / (stepSeconds * 1000)));
  return {
    start: start + skipped * stepSeconds * 1000,
    stepSeconds,
    mean: mean.slice(skipped),
    max: max.slice(skipped),
  };
}

function totalOf(replayed: readonly Replayed[]): Backtest["total"] {
  const [first] = replayed;
  return (first?.ways ?? []).map(({ advisor }, index) =>
    rowOf(
      advisor,
      replayed.flatMap(({ ways }) => ways[index]?.cases ?? []),
    ),
  );
}

function whyNone(unreplayed: Backtest["unreplayed"]): string {
  const [first] = unreplayed;
  if (first === undefined) return "There is no workload to replay.";
  const others = unreplayed.length - 1;
  const more = others === 0 ? "" : ` The same goes for ${others} more.`;
  return `${first.workload}: ${first.reason}${more}`;
}
