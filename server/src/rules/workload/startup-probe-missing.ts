import type { Rule } from "../rule.ts";
import { missingProbes } from "./probes.ts";

/**
 * A container without a startup probe: its liveness probe counts from the first moment, and restarts what only starts
 * slowly. Off by default: most containers start faster than that.
 */
export const startupProbeMissing: Rule = {
  code: "workload/startup-probe-missing",
  severity: "information",
  summary: "A container has no startup probe",
  off: true,
  find: (context) =>
    missingProbes(
      context,
      startupProbeMissing,
      "startupProbe",
      "has no startupProbe: if it starts slowly, its livenessProbe ends it first.",
    ),
};
