import type { Span } from "../document/span.ts";
import type { Advice } from "../rules/advice.ts";
import { type AdvisedValue, advisedValues } from "../rules/advised-values.ts";
import { isOn } from "../rules/rule.ts";
import { speakingRule } from "../rules/speaking-rule.ts";
import type { SizedValue, WorkloadSizing } from "../sizing/recommendation.ts";
import type { Inventory } from "../workload/inventory.ts";
import type { Workload } from "../workload/workload.ts";
import { configurationFor } from "./configuration-for.ts";
import { type Environment, placeAtOrigin } from "./environment.ts";
import { adviceFor } from "./environment-advice.ts";
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
  const isDeclined = (code: string, file: string, span: Span): boolean => isDeclinedAt(snapshot, code, { file, span });
  const left = withoutDeclined(advice, snapshot.inventory, isDeclined);
  accepted.set(snapshot, left);
  return left;
}

const accepted: WeakMap<Snapshot, Advice> = new WeakMap();

/** The same of an environment. It is declined where the value is written, or for all that its kustomization builds. */
export function acceptedAdviceIn(snapshot: Snapshot, environment: Environment): Advice | undefined {
  const { configurations, plan } = snapshot;
  const advice = plan && adviceFor(plan, environment.name);
  if (advice === undefined) return undefined;
  const configuration = configurationFor(configurations, environment.builds[0]?.kustomization.file ?? "");
  return withoutDeclined(
    advice,
    environment.inventory,
    (code, file, span) =>
      !isOn(configuration, { code }) || isDeclinedAt(snapshot, code, placeAtOrigin(environment, { file, span })),
  );
}

/** Whether somebody declined what would be found at a place. */
type IsDeclined = (code: string, file: string, span: Span) => boolean;

function withoutDeclined(advice: Advice, inventory: Inventory, isDeclined: IsDeclined): Advice {
  const sizings = new Map(advice.sizings);
  for (const workload of inventory.workloads) {
    const sizing = sizings.get(workload.id);
    if (sizing === undefined) continue;
    const values = advisedValues(advice, inventory, workload);
    sizings.set(workload.id, acceptedSizing(workload, sizing, values, isDeclined));
  }
  return { ...advice, sizings };
}

function acceptedSizing(
  workload: Workload,
  sizing: WorkloadSizing,
  values: readonly AdvisedValue[],
  isDeclined: IsDeclined,
): WorkloadSizing {
  const { file } = workload.document;
  const declined = values.filter((value) => {
    const speaking = value.text === undefined ? undefined : speakingRule(value, values);
    return speaking !== undefined && isDeclined(speaking.code, file, speaking.span);
  });
  const { span = workload.nameSpan } = workload.replicas;
  const keepsReplicas = sizing.replicas.write && isDeclined("plan/replicas", file, span);
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

function isDeclinedAt(
  { files, configurations }: Snapshot,
  code: string,
  { file, span }: { readonly file: string; readonly span: Span },
): boolean {
  if (!isOn(configurationFor(configurations, file), { code })) return true;
  const source = files.get(file);
  return source !== undefined && isSuppressed(source, code, span);
}
