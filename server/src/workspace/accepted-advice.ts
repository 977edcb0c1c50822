import type { Span } from "../document/span.ts";
import type { Advice } from "../rules/advice.ts";
import { advisedValues } from "../rules/advised-values.ts";
import { isOn } from "../rules/rule.ts";
import { speakingRule } from "../rules/speaking-rule.ts";
import type { SizedValue, WorkloadSizing } from "../sizing/recommendation.ts";
import type { Workload } from "../workload/workload.ts";
import { configurationFor } from "./configuration-for.ts";
import { adviceOf, type Snapshot } from "./snapshot.ts";
import { isSuppressed } from "./suppress.ts";

/**
 * What the last plan says that nobody has declined: without the values whose finding a comment or an annotation
 * suppresses, or whose rule is off. It is what may be written; findings are made of all advice, so that what a
 * suppression is for is known.
 */
export function acceptedAdvice(snapshot: Snapshot): Advice | undefined {
  const advice = adviceOf(snapshot);
  if (advice === undefined) return undefined;
  const known = accepted.get(snapshot);
  if (known !== undefined) return known;
  const sizings = new Map(advice.sizings);
  for (const workload of snapshot.inventory.workloads) {
    const sizing = sizings.get(workload.id);
    if (sizing !== undefined) sizings.set(workload.id, withoutDeclined(snapshot, advice, workload, sizing));
  }
  const left = { ...advice, sizings };
  accepted.set(snapshot, left);
  return left;
}

const accepted: WeakMap<Snapshot, Advice> = new WeakMap();

function withoutDeclined(
  snapshot: Snapshot,
  advice: Advice,
  workload: Workload,
  sizing: WorkloadSizing,
): WorkloadSizing {
  const values = advisedValues(advice, snapshot.inventory, workload);
  const declined = values.filter((value) => {
    const speaking = value.text === undefined ? undefined : speakingRule(value, values);
    return speaking !== undefined && isDeclined(snapshot, workload, speaking.code, speaking.span);
  });
  const { span = workload.nameSpan } = workload.replicas;
  const keepsReplicas = sizing.replicas.write && isDeclined(snapshot, workload, "plan/replicas", span);
  if (declined.length === 0 && !keepsReplicas) return sizing;
  const isKept = (container: string, resource: string, role: "request" | "limit"): boolean =>
    declined.some((each) => each.container.name === container && each.resource === resource && each.role === role);
  return {
    ...sizing,
    replicas: keepsReplicas ? { ...sizing.replicas, write: false } : sizing.replicas,
    containers: sizing.containers.map(({ name, resources }) => ({
      name,
      resources: Object.fromEntries(
        Object.entries(resources).map(([resource, each]) => {
          const request = isKept(name, resource, "request") ? unchanged(each.request) : each.request;
          const limit = isKept(name, resource, "limit") ? unchanged(each.limit) : each.limit;
          return [resource, { ...each, request, limit }] as const;
        }),
      ),
    })),
  };
}

function unchanged({ current }: SizedValue): SizedValue {
  return { current, recommended: null };
}

function isDeclined({ files, configurations }: Snapshot, workload: Workload, code: string, span: Span): boolean {
  const { file } = workload.document;
  if (!isOn(configurationFor(configurations, file), { code })) return true;
  const source = files.get(file);
  return source !== undefined && isSuppressed(source, code, span);
}
