import { planAdvice } from "../plan/plan-advice.ts";
import type { Plan } from "../plan/plan-data.ts";
import type { Advice } from "../rules/advice.ts";

const advices: WeakMap<Plan, Advice> = new WeakMap();

/** What a plan says about the values of one environment, or of everything that is in none; undefined where it does not plan that. */
export function adviceFor(plan: Plan, environment?: string): Advice | undefined {
  const own = plan.environments === undefined ? undefined : plan.environments.find(({ name }) => name === environment);
  const part = environment === undefined && plan.environments === undefined ? plan : own?.plan;
  if (part === undefined) return undefined;
  const advice = advices.get(part) ?? planAdvice(part);
  advices.set(part, advice);
  return advice;
}
