import { chunksOf, missingOf, type TimeRange } from "../history/query-range.ts";
import type { PrometheusAccess } from "./prometheus-access.ts";
import type { AnswerStore } from "./prometheus-answers.ts";
import { askRange, type RangeAnswer } from "./prometheus-request.ts";

/** One query to a server, and where its answers go. */
export interface ServerQuestion {
  readonly url: URL;
  readonly promql: string;
  readonly stepSeconds: number;
  readonly answers: AnswerStore;
}

interface FetchControl {
  readonly stop: () => boolean;
  /** Told the share of what is missing that has come. */
  readonly progress: (share: number) => void;
}

/**
 * Asks for what of a range the answers of each question do not hold, some at a time, newest first: what has come stays
 * where the rest does not. Returns what went wrong, if anything.
 */
export async function fetchMissing(
  questions: readonly ServerQuestion[],
  range: TimeRange,
  access: PrometheusAccess,
  { stop, progress }: FetchControl,
): Promise<string | undefined> {
  const pieces = (await Promise.all(questions.map((question) => piecesOf(question, range)))).flat();
  pieces.sort((a, b) => b.range.to - a.range.to);
  const run: Run = { access, ended: new AbortController(), problems: new Set(), notes: new Set() };
  const watch = setInterval(() => stop() && run.ended.abort(), stopInterval);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let piece = pieces[next++]; piece !== undefined && !run.ended.signal.aborted; piece = pieces[next++]) {
      await fetchPiece(piece, run);
      progress(++done / pieces.length);
    }
  };
  try {
    // Pieces of one chunk follow each other, so that they can become one file.
    await Promise.all(Array.from({ length: Math.max(1, access.parallel) }, work));
  } finally {
    clearInterval(watch);
  }
  return stop() ? undefined : [...run.problems, ...run.notes][0];
}

/** Milliseconds. */
const stopInterval = 50;

interface Run {
  readonly access: PrometheusAccess;
  /** Aborted where the reading is stopped, or the server is out of reach. */
  readonly ended: AbortController;
  readonly problems: Set<string>;
  /** What the server said beside its answers. */
  readonly notes: Set<string>;
}

interface Piece {
  readonly question: ServerQuestion;
  readonly range: TimeRange;
  /** What it is a part of. */
  readonly chunk: TimeRange;
}

async function piecesOf(question: ServerQuestion, range: TimeRange): Promise<Piece[]> {
  const { stepSeconds } = question;
  const held = await question.answers.ranges();
  return chunksOf(range, stepSeconds).flatMap((chunk) =>
    missingOf(chunk, held, stepSeconds).map((missing) => ({ question, range: missing, chunk })),
  );
}

async function fetchPiece({ question, range, chunk }: Piece, run: Run): Promise<void> {
  const { url, promql, stepSeconds, answers } = question;
  const answer = await askRange({ url, promql, range, stepSeconds }, run.access, run.ended.signal);
  if ("text" in answer && answer.warnings.length === 0) {
    await answers.take(range, answer.text, chunk, stepSeconds);
  } else if ("text" in answer) {
    answers.pass(range, answer.text);
    run.notes.add(`it says that a part is missing: ${answer.warnings[0]}`);
  } else if (isDivisible(answer, range, stepSeconds)) {
    for (const half of halvesOf(range, stepSeconds)) {
      if (!run.ended.signal.aborted) await fetchPiece({ question, range: half, chunk }, run);
    }
  } else if (!run.ended.signal.aborted) {
    run.problems.add(answer.problem);
    if (answer.down) run.ended.abort();
  }
}

/** An hour at the usual step is no more than any server can do. */
const fewestSteps = 12;

function isDivisible(
  answer: Extract<RangeAnswer, { readonly problem: string }>,
  { from, to }: TimeRange,
  step: number,
): boolean {
  return answer.tooMuch && (to - from) / step >= fewestSteps;
}

function halvesOf({ from, to }: TimeRange, step: number): readonly TimeRange[] {
  const middle = from + Math.floor((to - from) / step / 2) * step;
  return [
    { from, to: middle },
    { from: middle + step, to },
  ];
}
