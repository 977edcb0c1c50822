import { replicasFor, type ScaledLoad } from "./replica-scaler.ts";

/** What a course of replicas cost and risked. */
export interface ReplicaOutcome {
  /** Share of time with fewer replicas than the load needed. */
  readonly timeShort: number;
  /** Replica-hours beyond those that were needed ÷ those that were needed. */
  readonly excess: number;
}

/** Holds replicas against the load from step `from` on; gaps do not count. */
export function measureReplicas(replicas: Float64Array, { load, point }: ScaledLoad, from: number): ReplicaOutcome {
  let [steps, short, needed, excess] = [0, 0, 0, 0];
  for (let step = from; step < load.length; step++) {
    const amount = load[step] ?? Number.NaN;
    if (Number.isNaN(amount)) continue;
    const least = replicasFor(amount, point);
    const running = replicas[step] ?? 0;
    steps++;
    needed += least;
    if (running < least) short++;
    else excess += running - least;
  }
  return { timeShort: steps === 0 ? 0 : short / steps, excess: needed === 0 ? 0 : excess / needed };
}
