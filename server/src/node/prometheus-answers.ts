import type { TimeRange } from "../history/query-range.ts";
import { type AnswerCache, openAnswerCache } from "./prometheus-cache.ts";

/** Answers to one query: those kept on disk, and those of this run that are not kept there. */
export class AnswerStore {
  readonly #cache: AnswerCache | undefined;
  readonly #passing = new Map<TimeRange, string>();

  constructor(folder: string | undefined, url: URL, promql: string, stepSeconds: number) {
    this.#cache = folder === undefined ? undefined : openAnswerCache(folder, url, promql, stepSeconds);
  }

  /** Ranges that need not be asked for, in order. */
  async ranges(): Promise<readonly TimeRange[]> {
    const kept = (await this.#cache?.ranges()) ?? [];
    return [...kept, ...this.#passing.keys()].toSorted((a, b) => a.from - b.from);
  }

  /**
   * Takes a good answer. One that continues what is kept of the same chunk becomes one with it, so that a chunk that is
   * asked for piece by piece is one file.
   */
  async take(range: TimeRange, text: string, chunk: TimeRange, stepSeconds: number): Promise<void> {
    const cache = this.#cache;
    if (cache === undefined) {
      this.pass(range, text);
      return;
    }
    const before = (await cache.ranges()).find(
      ({ from, to }) => from >= chunk.from - stepSeconds && to === range.from - stepSeconds && to <= chunk.to,
    );
    const earlier = before === undefined ? undefined : await cache.read(before);
    const whole = before === undefined || earlier === undefined ? range : { from: before.from, to: range.to };
    const isKept = await cache.write(
      whole,
      `${earlier === undefined ? "" : `${earlier}\n`}${text}`,
      before === undefined ? [] : [before],
    );
    if (!isKept) this.pass(range, text);
  }

  /** Takes an answer for this run alone: one that is not complete, or cannot be kept. */
  pass(range: TimeRange, text: string): void {
    this.#passing.set(range, text);
  }

  /** The texts of the answers that have a part in a range, in order of time; older ones are forgotten. */
  async *texts(range: TimeRange): AsyncGenerator<string> {
    for (const each of await this.ranges()) {
      const passing = this.#passing.get(each);
      if (each.to < range.from && passing === undefined) await this.#cache?.drop(each);
      if (each.to < range.from || each.from > range.to) continue;
      const text = passing ?? (await this.#cache?.read(each));
      if (text !== undefined) yield text;
    }
  }

  /** Forgets everything. */
  async clear(): Promise<void> {
    for (const range of await this.ranges()) await this.#cache?.drop(range);
    this.#passing.clear();
  }
}
