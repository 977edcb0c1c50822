import type { Buckets } from "./buckets.ts";

/** Below it a weight counts as none: a thousandth of the smallest sample's (`aggregations_config.go`). */
const epsilon = 0.0001;

/** Half-lives after which weights are brought back to a size that numbers can hold. */
const mostHalfLives = 100;

/**
 * How often which values were seen, where a sample loses half its weight in each half-life. Source: autoscaler
 * `vertical-pod-autoscaler`, `pkg/recommender/util/{histogram,decaying_histogram}.go`.
 */
export class DecayingHistogram {
  readonly #buckets: Buckets;
  /** Milliseconds. */
  readonly #halfLife: number;
  readonly #weights: Float64Array;
  /** Epoch milliseconds at which a sample has its own weight. */
  #reference = 0;

  constructor(buckets: Buckets, halfLifeSeconds: number) {
    this.#buckets = buckets;
    this.#halfLife = halfLifeSeconds * 1000;
    this.#weights = new Float64Array(buckets.count);
  }

  add(value: number, weight: number, time: number): void {
    const grown = weight * this.#growth(time);
    const index = this.#buckets.indexOf(value);
    this.#weights[index] = (this.#weights[index] ?? 0) + grown;
  }

  subtract(value: number, weight: number, time: number): void {
    const index = this.#buckets.indexOf(value);
    const left = (this.#weights[index] ?? 0) - weight * this.#growth(time);
    this.#weights[index] = left < epsilon ? 0 : left;
  }

  /** The END of the bucket up to which a share of the weight lies; 0 of nothing. */
  percentile(share: number): number {
    const first = this.#weights.findIndex((weight) => weight >= epsilon);
    if (first < 0) return 0;
    const last = this.#weights.findLastIndex((weight) => weight >= epsilon);
    const threshold = share * this.#weights.reduce((sum, weight) => sum + weight, 0);
    let below = 0;
    let index = first;
    for (; index < last; index++) {
      below += this.#weights[index] ?? 0;
      if (below >= threshold) break;
    }
    return this.#buckets.startOf(Math.min(index + 1, this.#buckets.count - 1));
  }

  /** What a sample of this time weighs against one of the reference: newer ones weigh more, so that old ones need not be touched. */
  #growth(time: number): number {
    if (time > this.#reference + mostHalfLives * this.#halfLife) this.#refer(time);
    return 2 ** ((time - this.#reference) / this.#halfLife);
  }

  #refer(time: number): void {
    const reference = Math.round(time / this.#halfLife) * this.#halfLife;
    const factor = 2 ** Math.round((this.#reference - reference) / this.#halfLife);
    this.#weights.forEach((weight, index) => {
      const left = weight * factor;
      this.#weights[index] = left < epsilon ? 0 : left;
    });
    this.#reference = reference;
  }
}
