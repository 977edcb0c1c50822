import type { SizingInput } from "../sizing/sizing-context.ts";
import { sizingPolicyOf } from "../workload/lookup.ts";
import type { Advisor } from "./advisor.ts";
import { advisorOf, today } from "./advisor.ts";
import type { BacktestCase } from "./backtest-case.ts";
import type { Backtest, BacktestedWorkload, NoBacktest } from "./backtest-data.ts";
import { type CaseDays, rowOf } from "./figures.ts";
import { ownAdvisor } from "./own-advisor.ts";
import type { Recommender } from "./recommenders/recommender.ts";
import { type ReplicaUse, slotTime } from "./replica-use.ts";
import { simulate } from "./simulate.ts";
import { workloadCases } from "./workload-cases.ts";

const day = 86_400;

/** What is replayed, and by whom it is watched. */
export interface BacktestRequest {
  /** What each workload is sized from, its history whole. */
  readonly inputs: readonly SizingInput[];
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
export function backtestWorkloads(request: BacktestRequest): Backtest | NoBacktest {
  const replayed: Replayed[] = [];
  const refused: Backtest["refused"][number][] = [];
  for (const [index, input] of request.inputs.entries()) {
    const { kind, name, id } = input.workload;
    request.progress(index / request.inputs.length, `Replaying ${kind} ${name}`);
    const result = replayWorkload(input, request);
    if ("stopped" in result) return result;
    if ("refused" in result) refused.push({ workload: id, reason: result.refused });
    else replayed.push(result);
  }
  request.progress(1, "Replayed");
  if (replayed.length === 0) return { refused: whyNone(refused) };
  return {
    start: Math.min(...replayed.map(({ start }) => start)),
    end: Math.max(...replayed.map(({ start, days }) => start + days * day * 1000)),
    days: Math.max(...replayed.map(({ days }) => days)),
    workloads: replayed.map(({ workload }) => workload),
    total: totalOf(replayed),
    refused,
  };
}

/** A workload's days under every way to size. */
interface Replayed {
  readonly start: number;
  readonly days: number;
  readonly workload: BacktestedWorkload;
  readonly ways: readonly { readonly advisor: Pick<Advisor, "id" | "name">; readonly cases: readonly CaseDays[] }[];
}

function replayWorkload(given: SizingInput, { days, recommenders, stop }: BacktestRequest): Replayed | NoBacktest {
  const input = withoutServing(given);
  const cases = workloadCases(input);
  const period = periodOf(cases, days, sizingPolicyOf(input.plan, input.workload).minimumHistorySeconds);
  if ("refused" in period) return period;
  const ways: Replayed["ways"][number][] = [];
  for (const advisor of [ownAdvisor(input), today, ...recommenders.map(advisorOf)]) {
    const lived = simulate(advisor, cases, period, stop);
    if (lived === undefined) return { stopped: true };
    ways.push({ advisor, cases: cases.map((each, index) => ({ case: each, days: lived[index] ?? [] })) });
  }
  const workload = {
    id: input.workload.id,
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

/** What a replica serves asks for another number of replicas; the replay has as many as there were. */
function withoutServing(input: SizingInput): SizingInput {
  const exceptions = input.plan.exceptions.map(({ serving: _, ...rest }) => rest);
  return { ...input, plan: { ...input.plan, exceptions } };
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

function whyNone(refused: Backtest["refused"]): string {
  const [first] = refused;
  if (first === undefined) return "There is no workload to replay.";
  const others = refused.length - 1;
  const more = others === 0 ? "" : ` The same goes for ${others} more.`;
  return `${first.workload}: ${first.reason}${more}`;
}
