import type { ResourcePlan } from "./resource-plan.ts";

const day = 86_400;
const mebibyte = 1_048_576;

/**
 * What governs where no ResourcePlan says otherwise. Quantiles and margins are those that usage-based recommenders
 * settle on: CPU is compressible, so its 95th percentile with a small margin; memory is not, so its 99th with more.
 * The floors keep a container schedulable and alive when its history is all but idle.
 */
export const defaultResourcePlan: ResourcePlan = {
  name: "default",
  manifests: ["**/*.{yaml,yml}"],
  history: [],
  forecast: { horizonSeconds: 7 * day, model: "auto" },
  sizing: {
    cpu: { quantile: 0.95, margin: 0.1, limit: "none", floor: 0.01 },
    memory: { quantile: 0.99, margin: 0.15, limit: "equal", floor: 32 * mebibyte },
    adjustment: 1,
    minimumChange: 0.1,
    minimumHistorySeconds: 2 * day,
    targetUtilization: 0.7,
  },
  allocation: { method: "auto", objective: "cost", timeLimitSeconds: 5 },
  exceptions: [],
};

/** How many nodes a pool may have where its ResourcePlan does not say: enough to plan freely, yet an end. */
export const defaultNodes: { readonly min: number; readonly max: number } = { min: 0, max: 100 };

/** The kubelet's own default of `maxPods`. */
export const defaultPodsPerNode = 110;

/**
 * Labels that every node carries by itself and people do not repeat in a pool, so that a pod which selects
 * `kubernetes.io/os: linux` runs there; a pool's own labels win.
 */
export const defaultPoolLabels: Readonly<Record<string, string>> = {
  "kubernetes.io/os": "linux",
  "kubernetes.io/arch": "amd64",
};

/** A year. Beyond it every forecast is a guess, and its points would fill the memory. */
export const longestHorizonSeconds: number = 366 * 86_400;
