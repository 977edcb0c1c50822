import type { Rule } from "../rule.ts";
import { missingProbes } from "./probes.ts";

/**
 * A container without a liveness probe: where it hangs it is not restarted. Off by default: a probe that fails under load
 * does more harm than none.
 */
export const livenessProbeMissing: Rule = {
  code: "workload/liveness-probe-missing",
  severity: "information",
  summary: "A container has no liveness probe",
  off: true,
  find: (context) =>
    missingProbes(
      context,
      livenessProbeMissing,
      "livenessProbe",
      "has no livenessProbe: where it hangs, nothing restarts it.",
    ),
};
