import type { Finding } from "../../document/finding.ts";
import { child, type Field, itemsOf, numberOf, rootField, textOf } from "../../workload/field.ts";
import { indexOf } from "../inventory-index.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";

/**
 * How an autoscaler scales up or down, with a value that the API server rejects: a stabilization window or a period that
 * is too long, a policy that allows no change, or no policy at all. Source: Kubernetes
 * `pkg/apis/autoscaling/validation/validation.go`.
 */
export const behavior: Rule = {
  code: "autoscaler/behavior",
  severity: "error",
  summary: "An autoscaler's behavior is rejected",
  find: (context) => {
    if (!indexOf(context.inventory).autoscalers.has(context.document)) return [];
    const written = child(rootField(context.document), "spec", "behavior");
    return ["scaleUp", "scaleDown"].flatMap((direction) => judge(context, child(written, direction)));
  },
};

const longestWindowSeconds = 3600;
const longestPeriodSeconds = 1800;
const choices: readonly string[] = ["Max", "Min", "Disabled"];

function judge(context: RuleContext, rules: Field): readonly Finding[] {
  const policies = child(rules, "policies");
  const select = child(rules, "selectPolicy");
  const choice = textOf(select);
  const isEmpty = policies.node?.type === "sequence" && policies.node.items.length === 0;
  return [
    ...outside(context, child(rules, "stabilizationWindowSeconds"), 0, longestWindowSeconds),
    ...(choice === undefined || choices.includes(choice)
      ? []
      : say(context, select, `selectPolicy is Max, Min or Disabled, not ${choice}.`)),
    ...(isEmpty ? say(context, policies, "Leave policies out for the default ones, or write at least one.") : []),
    ...itemsOf(policies).flatMap((policy) => [
      ...outside(context, child(policy, "periodSeconds"), 1, longestPeriodSeconds),
      ...outside(context, child(policy, "value"), 1, Number.POSITIVE_INFINITY),
    ]),
  ];
}

function outside(context: RuleContext, field: Field, least: number, most: number): readonly Finding[] {
  const value = numberOf(field);
  if (value === undefined || (value >= least && value <= most)) return [];
  const bounds = most === Number.POSITIVE_INFINITY ? `at least ${least}` : `between ${least} and ${most}`;
  return say(context, field, `${field.path.at(-1)} must be ${bounds}, but is ${value}.`);
}

function say(context: RuleContext, { node }: Field, message: string): readonly Finding[] {
  return node === undefined ? [] : [findingAt(context, behavior, { span: node.span }, message)];
}
