import type { Kill, ReplicaUse } from "../../server/src/backtest/replica-use.ts";

const start = Date.UTC(2026, 0, 5);

/** The use of one replica from Monday, 5 January 2026, at a step of minutes; `peak` of each step is its value unless given. */
export function useOf(
  resource: ReplicaUse["resource"],
  values: ArrayLike<number>,
  options: {
    readonly minutes?: number;
    readonly peaks?: ArrayLike<number>;
    readonly containers?: number;
    readonly kills?: readonly Kill[];
  } = {},
): ReplicaUse {
  const { minutes = 60, peaks = values, containers = 1, kills = [] } = options;
  const mean = Float64Array.from(values);
  return { resource, start, stepSeconds: 60 * minutes, mean, max: Float64Array.from(peaks), containers, kills };
}

/** So many steps of one amount. */
export function steady(amount: number, steps: number): Float64Array {
  return new Float64Array(steps).fill(amount);
}

/** Normally distributed numbers around 0 with standard deviation 1, equal for equal seeds. */
function normalFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 2654435761) >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => {
    const radius = Math.sqrt(-2 * Math.log(uniform() || Number.MIN_VALUE));
    return radius * Math.cos(2 * Math.PI * uniform());
  };
}

/** Two weeks and more of working days from 9 to 18 o'clock at one core, else a fifth of it, each minute off by 6 % (one standard deviation). */
export function officeHours(): ReplicaUse {
  const noise = normalFrom(7);
  const minutes = Float64Array.from({ length: 16 * 1440 }, (_, minute) => {
    const [day, hour] = [Math.floor(minute / 1440) % 7, Math.floor(minute / 60) % 24];
    return (day < 5 && hour >= 9 && hour < 18 ? 1 : 0.2) * (1 + 0.06 * noise());
  });
  return useOf("cpu", minutes, { minutes: 1 });
}

/** Three weeks at 500 MiB, with 900 MiB for an hour on each Monday. */
export function mondayPeaks(): ReplicaUse {
  return useOf(
    "memory",
    Float64Array.from({ length: 21 * 24 }, (_, hour) => (hour % 168 === 10 ? 900 : 500) * mebibyte),
  );
}

export const mebibyte = 1_048_576;
