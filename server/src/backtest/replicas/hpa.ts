import { type ReplicaScaler, replicasFor } from "./replica-scaler.ts";

/*
 * The HorizontalPodAutoscaler. Constants: Kubernetes' `--horizontal-pod-autoscaler-tolerance` 0.1 and
 * `--horizontal-pod-autoscaler-downscale-stabilization` 300 s. It looks every 15 s and may double in that time, which is
 * more often and more than a history's steps show.
 */

const tolerance = 0.1;
const stabilizationSeconds = 300;

/** Follows the load of the step before; goes down only to the most that it wanted within the stabilization window. */
export const hpa: ReplicaScaler = ({ load, stepSeconds, point }) => {
  const window = Math.max(1, Math.ceil(stabilizationSeconds / stepSeconds));
  const wanted: number[] = [];
  let current = replicasFor(load[0] ?? 0, point);
  return load.map((_, step) => {
    const before = load[Math.max(0, step - 1)] ?? Number.NaN;
    const ratio = before / (current * point);
    // In a gap, and close to the target, it stays.
    const isClose = !(Math.abs(ratio - 1) > tolerance);
    wanted.push(isClose ? current : replicasFor(before, point));
    const last = wanted.at(-1) ?? current;
    current = last > current ? last : Math.min(current, Math.max(...wanted.slice(-window)));
    return current;
  });
};
