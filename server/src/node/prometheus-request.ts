import { checkAnswer, type TimeRange } from "../history/query-range.ts";
import { credentialsFor, type PrometheusAccess } from "./prometheus-access.ts";

/** One question about one range of time. */
export interface RangeQuestion {
  readonly url: URL;
  readonly promql: string;
  readonly range: TimeRange;
  readonly stepSeconds: number;
}

/** An answer that was found good, or why there is none. */
export type RangeAnswer =
  | { readonly text: string; readonly warnings: readonly string[] }
  | {
      readonly problem: string;
      /** The server itself is out of reach, or does not even do what is little: others need not be asked. */
      readonly down: boolean;
      /** Asking for less at a time may help. */
      readonly tooMuch: boolean;
    };

/** Asks, and asks again after a while where that can help. Never rejects. */
export async function askRange(
  question: RangeQuestion,
  access: PrometheusAccess,
  signal: AbortSignal,
): Promise<RangeAnswer> {
  for (let attempt = 0; ; attempt++) {
    const answer = await askOnce(question, access, signal);
    if ("text" in answer) return answer;
    if (answer.retryAfter === undefined || attempt >= retries || signal.aborted) return answer;
    await access.wait(Math.min(Math.max(answer.retryAfter, 2 ** (attempt - 1)), longestWait), signal);
  }
}

const retries = 3;

/** Seconds. */
const longestWait = 30;

/** `retryAfter` in seconds, undefined where asking again would give the same. */
type Failure = Extract<RangeAnswer, { readonly problem: string }> & { readonly retryAfter: number | undefined };

async function askOnce(
  question: RangeQuestion,
  access: PrometheusAccess,
  signal: AbortSignal,
): Promise<Exclude<RangeAnswer, { readonly problem: string }> | Failure> {
  const { url, promql, range, stepSeconds } = question;
  const { headers, withheld } = credentialsFor(url, access.environment);
  try {
    const response = await access.fetch(new URL(`${url.pathname.replace(/\/+$/, "")}/api/v1/query_range`, url), {
      method: "POST",
      headers: { ...headers, "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      body: new URLSearchParams({
        query: promql,
        start: String(range.from),
        end: String(range.to),
        step: String(stepSeconds),
      }).toString(),
      // A redirect would take the credentials to a place that nobody named.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(access.timeout * 1000)]),
    });
    const text = await textOf(response);
    if (!response.ok) return refused(response, text, withheld);
    const check = checkAnswer(text, range);
    return check.ok ? { text, warnings: check.warnings } : { ...lasting(check.problem), retryAfter: 0 };
  } catch (error) {
    return unreached(error, access.timeout);
  }
}

async function textOf(response: Response): Promise<string> {
  const size = Number(response.headers.get("content-length") ?? 0);
  if (size > largestAnswer) throw new Error(`it answers with ${Math.round(size / 1e6)} MB at once`);
  return await response.text();
}

/** Bytes. */
const largestAnswer = 256_000_000;

function lasting(problem: string): Failure {
  return { problem, down: false, tooMuch: false, retryAfter: undefined };
}

function refused({ status, headers }: Response, text: string, withheld: boolean): Failure {
  const said = messageIn(text);
  if (status === 401 || status === 403) return { ...lasting(unauthorized(status, withheld)), down: true };
  if (status === 404) {
    return { ...lasting(`there is no API of Prometheus at this address (404). ${pathRemedy}`), down: true };
  }
  if (status >= 300 && status < 400) {
    return { ...lasting(`it redirects to ${headers.get("location") ?? "elsewhere"}; name that address`), down: true };
  }
  const problem = `it answers with ${status}${said === "" ? "" : `: ${said}`}`;
  if (status === 429 || status >= 500) {
    const wished = Number(headers.get("retry-after"));
    return { problem, down: true, tooMuch: status !== 429, retryAfter: Number.isFinite(wished) ? wished : 0 };
  }
  return { ...lasting(problem), tooMuch: status === 422 };
}

const pathRemedy = "Mimir's is below /prometheus, that of a VictoriaMetrics cluster below /select/0/prometheus";

function unauthorized(status: number, withheld: boolean): string {
  const remedy = withheld
    ? "credentials are given to the server that RESOURCE_PLANNER_PROMETHEUS_URL names, and to no other: set it to this address"
    : "set RESOURCE_PLANNER_PROMETHEUS_URL to its address, and RESOURCE_PLANNER_PROMETHEUS_TOKEN, or _USERNAME and _PASSWORD, in the environment";
  return `it does not let us in (${status}): ${remedy}`;
}

function messageIn(text: string): string {
  const message = /"error"\s*:\s*"((?:[^"\\]|\\.){1,300})/.exec(text)?.[1];
  return (
    message ??
    text
      .replace(/<[^>]*>|\s+/g, " ")
      .trim()
      .slice(0, 120)
  );
}

function unreached(error: unknown, timeout: number): Failure {
  const { name, message, cause } = error instanceof Error ? error : new Error(String(error));
  if (name === "TimeoutError") {
    return { problem: `it did not answer within ${timeout} s`, down: true, tooMuch: true, retryAfter: undefined };
  }
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const known = reasons.find(([pattern]) => pattern.test(code))?.[1];
  const reason = known ?? (cause instanceof Error ? cause.message : message);
  const isCut = /terminated|other side closed/.test(`${message} ${reason}`);
  return { problem: isCut ? "it broke off its answer" : reason, down: !isCut, tooMuch: false, retryAfter: 0 };
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, "nothing listens there; is it running, or its port forwarded?"],
  [/ENOTFOUND|EAI_AGAIN/, "its name is not known here; is the address right, and the network there?"],
  [/CERT|SELF_SIGNED|UNABLE_TO_/, "its certificate is not trusted; name its authority in NODE_EXTRA_CA_CERTS"],
];
