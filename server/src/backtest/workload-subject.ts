import type { SizingInput } from "../sizing/sizing-context.ts";
import { sizingPolicyOf } from "../workload/lookup.ts";
import type { BacktestSubject } from "./backtest.ts";
import { ownAdvisor } from "./own-advisor.ts";
import { workloadCases } from "./workload-cases.ts";

/** A workload to replay, from what it is sized by, its history whole. */
export function workloadSubject(given: SizingInput): BacktestSubject {
  const input = withoutServing(given);
  return {
    id: input.workload.id,
    cases: workloadCases(input),
    own: ownAdvisor(input),
    minimumHistorySeconds: sizingPolicyOf(input.plan, input.workload).minimumHistorySeconds,
  };
}

/** What a replica serves asks for another number of replicas; the replay has as many as there were. */
function withoutServing(input: SizingInput): SizingInput {
  const exceptions = input.plan.exceptions.map(({ serving: _, ...rest }) => rest);
  return { ...input, plan: { ...input.plan, exceptions } };
}
