import { createJsonReader } from "../history/json.ts";
import {
  defaultLookbackSeconds,
  defaultStepSeconds,
  type PrometheusQuery,
  prometheusQueries,
} from "../history/promql.ts";
import { askedRange, type TimeRange } from "../history/query-range.ts";
import type { ReadResult } from "../history/reader.ts";
import type { UnreadSource } from "../history/series.ts";
import type { HistorySource } from "../workload/resource-plan.ts";
import type { PrometheusAccess } from "./prometheus-access.ts";
import { AnswerStore } from "./prometheus-answers.ts";
import { fetchMissing, type ServerQuestion } from "./prometheus-fetch.ts";

/** How a server is read, beside how it is reached. */
export interface ServerReading {
  /** Epoch milliseconds: nothing later is asked for. */
  readonly at: number | undefined;
  readonly stop: () => boolean;
  readonly progress: (share: number, message: string) => void;
}

/** What a server gave, now or before. */
export interface ServerHistory {
  readonly results: readonly ReadResult[];
  /** What went wrong; with earlier answers used nevertheless, where there are any. */
  readonly unread: UnreadSource | undefined;
}

/** Asks a Prometheus server, or what speaks its API, for the usage that is not known yet. Never rejects. */
export async function readServer(
  { location, server = {} }: HistorySource,
  access: PrometheusAccess,
  { at, stop, progress }: ServerReading,
): Promise<ServerHistory> {
  const url = addressOf(location);
  if (url === undefined) return { results: [], unread: { location, reason: "it is no address that can be asked" } };
  const { stepSeconds = defaultStepSeconds, lookbackSeconds = defaultLookbackSeconds } = server;
  const now = access.now();
  const range = askedRange(at === undefined ? now : Math.min(now, at / 1000), lookbackSeconds, stepSeconds);
  const questions = prometheusQueries(server).map((query): ServerQuestion & { readonly query: PrometheusQuery } => ({
    query,
    url,
    promql: query.promql,
    stepSeconds,
    answers: new AnswerStore(access.cacheFolder, url, query.promql, stepSeconds),
  }));
  const told = (share: number): void => progress(share, `Asking ${url.host}`);
  const trouble = await fetchMissing(questions, range, access, { stop, progress: told });
  const results: ReadResult[] = [];
  for (const question of questions) results.push(await readAnswers(location, question, range));
  const damaged = results.some(({ recognized }) => !recognized)
    ? "answers that were kept are damaged; plan again"
    : undefined;
  const used = results.filter((result) => result.recognized && result.samples.length > 0);
  const reason = trouble ?? damaged ?? (used.length === 0 && !stop() ? nothing : undefined);
  const until = trouble === undefined ? undefined : untilOf(used, now);
  return {
    results: used,
    unread: reason === undefined ? undefined : { location, reason, ...(until !== undefined && { until }) },
  };
}

const nothing = "none of the queries finds anything there; `resource-planner queries` prints them";

function addressOf(location: string): URL | undefined {
  if (!URL.canParse(location)) return undefined;
  const url = new URL(location);
  const isUsable = /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  return isUsable ? url : undefined;
}

async function readAnswers(
  location: string,
  { query, answers }: { readonly query: PrometheusQuery; readonly answers: AnswerStore },
  range: TimeRange,
): Promise<ReadResult> {
  const file = `${location} ${query.name}`;
  const reader = createJsonReader(file, { resource: query.resource, statistic: query.statistic });
  let answered = 0;
  for await (const text of answers.texts(range)) {
    answered++;
    reader.push(text);
  }
  if (answered === 0) return { file, recognized: true, rows: 0, used: 0, problems: [], samples: [] };
  const result = reader.end();
  // Nothing of it is believed, so that the next time all is asked anew.
  if (!result.recognized) await answers.clear();
  return { ...result, samples: result.samples.map((set) => within(set, range)) };
}

/** Of what is kept, only what is asked for: a shorter lookback needs no other answers. */
function within<Set extends ReadResult["samples"][number]>(set: Set, { from, to }: TimeRange): Set {
  const isAsked = (time: number): boolean => time >= from * 1000 && time <= to * 1000 + 999;
  if (isAsked(set.times[0] ?? from * 1000) && isAsked(set.times.at(-1) ?? to * 1000)) return set;
  return {
    ...set,
    times: set.times.filter(isAsked),
    values: set.values.filter((_, index) => isAsked(set.times[index] ?? 0)),
  };
}

/** Until when there is data, and how long ago that was. */
function untilOf(results: readonly ReadResult[], nowSeconds: number): string | undefined {
  const newest = results
    .flatMap(({ samples }) => samples)
    .reduce((last, { times }) => Math.max(last, times.at(-1) ?? last), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(newest)) return undefined;
  const minutes = Math.max(0, Math.round(nowSeconds / 60 - newest / 60_000));
  const age =
    minutes < 120
      ? `${minutes} min`
      : minutes < 2880
        ? `${Math.round(minutes / 60)} h`
        : `${Math.round(minutes / 1440)} days`;
  return `${new Date(newest).toISOString().slice(0, 16)}Z (${age} old)`;
}
