import process from "node:process";
import { setTimeout as after } from "node:timers/promises";
import type { PrometheusAccess } from "./prometheus-access.ts";
import { userCacheFolder } from "./prometheus-cache.ts";

/** Servers as this process reaches them: Node's own `fetch`, which takes proxies and certificates from the environment too. */
export function nodeAccess(environment: PrometheusAccess["environment"] = process.env): PrometheusAccess {
  const timeout = Number(environment["RESOURCE_PLANNER_PROMETHEUS_TIMEOUT"]);
  return {
    fetch,
    environment,
    cacheFolder: userCacheFolder(environment),
    now: () => Date.now() / 1000,
    wait: async (seconds, signal) => {
      await after(seconds * 1000, undefined, { signal }).catch(() => {});
    },
    timeout: timeout > 0 ? timeout : 30,
    parallel: 4,
  };
}
