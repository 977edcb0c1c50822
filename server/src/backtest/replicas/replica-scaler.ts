/** The load of a workload and what one replica carries of it before another is added, in one unit. */
export interface ScaledLoad {
  /** At each step; totals over the replicas. */
  readonly load: Float64Array;
  readonly stepSeconds: number;
  readonly point: number;
}

/** The replicas that ran at each step, each decided by what was known before it. */
export type ReplicaScaler = (scaled: ScaledLoad) => Float64Array;

/** Whole replicas for a load, one at least; an error in the last digits adds none. */
export function replicasFor(load: number, point: number): number {
  return Math.max(1, Math.ceil(load / point - 1e-9));
}
