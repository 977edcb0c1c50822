import type { Rule } from "../rule.ts";
import { missingProbes } from "./probes.ts";

/**
 * A container without a readiness probe: it gets requests before it can answer them. Off by default: not every container
 * is called by others.
 */
export const readinessProbeMissing: Rule = {
  code: "workload/readiness-probe-missing",
  severity: "information",
  summary: "A container has no readiness probe",
  off: true,
  find: (context) =>
    missingProbes(
      context,
      readinessProbeMissing,
      "readinessProbe",
      "has no readinessProbe: it is called before it can answer.",
    ),
};
