import { roundUpReadable } from "../quantity/round.ts";
import { effectiveRequest } from "../workload/pod-requests.ts";
import type { Container, ResourceName } from "../workload/workload.ts";
import { type Evidence, evidenceFor } from "./evidence.ts";
import type { Need } from "./need.ts";
import { amountInWords, percent } from "./reasons.ts";
import type { ReplicaLoad } from "./replica-load.ts";
import { isCompressible, isDevice } from "./resource-policy.ts";
import { utilizationMetric } from "./scaling-point.ts";
import type { SizingContext } from "./sizing-context.ts";
import { type SteppedRequest, stepRequest } from "./step.ts";

/** A container's request for one resource, before it is seen whether the pod fits a node. Amounts in base units. */
export interface Draft {
  readonly container: Container;
  readonly resource: ResourceName;
  readonly evidence: Evidence;
  /** In force today: written, or implied by the limit. */
  readonly current: number | undefined;
  /** Where steps lead; undefined where the request is not sized. */
  readonly target: number | undefined;
  /** Undefined where there is nothing to recommend and nothing today. */
  readonly amount: number | undefined;
  /** Undefined where today's value is kept. */
  readonly text?: string;
  /** Sentences: what the target rests on. */
  readonly reason: readonly string[];
  /** Sentences: why the amount is not the target. */
  readonly stepReason: readonly string[];
  /** Share of today's value below which a change is none. */
  readonly minimumChange: number;
  /** Share by which the need moves by rounding alone. */
  readonly slack: number;
}

/** Drafts a container's request of one resource, before the pod as a whole is looked at. */
export function draftRequest(
  context: SizingContext,
  load: ReplicaLoad | undefined,
  container: Container,
  resource: ResourceName,
): Draft {
  const evidence = evidenceFor(context, load, container, resource);
  const current = effectiveRequest(container, resource);
  const rounding = roundingOf(context, evidence, container, resource);
  const minimumChange = Math.max(context.policy.minimumChange, rounding.change);
  const draft = { container, resource, evidence, current, minimumChange, slack: rounding.need };
  const { need, reason } = evidence;
  if (need === undefined) return { ...draft, target: undefined, amount: current, reason, stepReason: [] };
  const aim = aimFor(context, draft, need);
  const { adjustment } = context.policy;
  const step = stepRequest({ ...draft, ...aim, least: need.least * (1 - rounding.need), adjustment });
  return {
    ...draft,
    ...step,
    target: aim.target.amount,
    reason: [...reason, ...aim.reason],
    stepReason: stepSentences(draft, aim.target, step, adjustment),
  };
}

/** `roundUpReadable` adds at most this share to an amount that is large against the smallest step. */
const readableStep = 1 / 16;

interface Rounding {
  /** Share by which the need moves. */
  readonly need: number;
  /** Share of today's request by which the request to aim for moves. */
  readonly change: number;
}

/**
 * How far a scaling point moves when its target is rounded to a whole per cent: half of one, as a share of targets from
 * about 20 % up. The same for every target, so that a value which is kept under one is kept under the next.
 */
const pointDrift = 0.03;

/**
 * What moves by rounding alone when a recommendation is applied: an autoscaler's target is a whole per cent, and the
 * parts of a pod's use go by rounded requests. Without allowance for it advice would not come to rest.
 */
function roundingOf(
  { autoscaler }: SizingContext,
  { isDivided }: Evidence,
  container: Container,
  resource: ResourceName,
): Rounding {
  const current = effectiveRequest(container, resource);
  const byTarget = utilizationMetric(autoscaler, container, resource) === undefined ? 0 : pointDrift;
  if (current === undefined || current <= 0 || (byTarget === 0 && !isDivided)) return { need: 0, change: 0 };
  const step = roundUpReadable(resource, current * (1 + 1e-6)).amount / current - 1;
  return { need: byTarget, change: byTarget + (isDivided ? readableStep + 2 * step : step) };
}

interface Aim {
  readonly target: { readonly amount: number; readonly text: string };
  /** No step ends below it. */
  readonly safe: number;
  readonly reason: readonly string[];
}

function aimFor(
  { autoscaler, policy }: SizingContext,
  { container, resource, evidence, current }: Pick<Draft, "container" | "resource" | "evidence" | "current">,
  need: Need,
): Aim {
  const keepsAlive = evidence.policy.limit === "equal" && !isCompressible(resource) ? need.least : 0;
  if (isDevice(resource) && current !== undefined && need.target.amount > current) {
    const reason = ["More load needs more replicas: a container does not use devices that it was not made for."];
    return { target: roundUpReadable(resource, current), safe: 0, reason };
  }
  const metric = utilizationMetric(autoscaler, container, resource);
  const utilization = Math.min(100, metric?.target.value ?? 0) / 100;
  const point = (current ?? 0) * utilization;
  // With less the restated target would rise above the policy's, or above today's where that is higher already.
  const floor = point / Math.max(utilization, policy.targetUtilization);
  if (floor <= need.target.amount) return { target: need.target, safe: Math.max(keepsAlive, floor), reason: [] };
  const scaling = `autoscaler ${autoscaler?.name ?? ""} adds a replica at ${amountInWords(resource, point)}`;
  const room = `which is to be ${percent(point / floor)} of the request`;
  const reason = [`Not below ${amountInWords(resource, floor)}: ${scaling}, ${room}.`];
  return { target: roundUpReadable(resource, floor), safe: Math.max(keepsAlive, floor), reason };
}

function stepSentences(
  { resource, current, minimumChange }: Pick<Draft, "resource" | "current" | "minimumChange">,
  target: Aim["target"],
  step: SteppedRequest,
  adjustment: number,
): readonly string[] {
  if (current === undefined) return [];
  const today = amountInWords(resource, current);
  if (target.amount === current) return [`That is today's ${today}.`];
  if (step.text === undefined) return [`Today's ${today} is within ${percent(minimumChange)} of ${target.text}: kept.`];
  if (step.amount === target.amount) return [];
  return [`A step of ${percent(adjustment)} from ${today} towards ${target.text}.`];
}
