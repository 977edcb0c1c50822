import { type ReplicaScaler, replicasFor } from "./replica-scaler.ts";

/** What the same time of the day before needed; on the first day what the step before did. */
export const yesterdaysReplicas: ReplicaScaler = ({ load, stepSeconds, point }) => {
  const day = Math.round(86_400 / stepSeconds);
  return load.map((_, step) => {
    const before = load[step >= day ? step - day : Math.max(0, step - 1)] ?? Number.NaN;
    return Number.isNaN(before) ? 1 : replicasFor(before, point);
  });
};
