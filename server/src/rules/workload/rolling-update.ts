import type { Finding } from "../../document/finding.ts";
import { countedOf, countOrShare } from "../../workload/count-or-share.ts";
import { child, type Field, rootField, textOf } from "../../workload/field.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";

/**
 * A rolling update that the API server rejects: one that may neither take a pod away nor add one, a share above 100 %, or
 * bounds beside `Recreate`. A DaemonSet either adds a pod on each node or takes one away first, never both: with
 * `maxSurge`, its `maxUnavailable` must be 0, and the API's default is 1. Source: Kubernetes
 * `pkg/apis/apps/validation/validation.go`.
 */
export const rollingUpdate: Rule = {
  code: "workload/rolling-update",
  severity: "error",
  summary: "A rolling update is rejected",
  find: (context) => {
    const { workload, document } = context;
    const key = strategyKeys[workload?.kind ?? ""];
    if (key === undefined) return [];
    const strategy = child(rootField(document), "spec", key);
    const rolling = child(strategy, "rollingUpdate");
    if (rolling.node === undefined) return [];
    if (textOf(child(strategy, "type")) === "Recreate")
      return say(context, rolling, "With Recreate there is no rollingUpdate: leave it out.");
    const bounds = [child(rolling, "maxUnavailable"), child(rolling, "maxSurge")] as const;
    return [...bounds.flatMap((bound) => tooLarge(context, bound)), ...contradiction(context, ...bounds)];
  },
};

/** Where a kind says how it is updated. */
const strategyKeys: Readonly<Record<string, string>> = { Deployment: "strategy", DaemonSet: "updateStrategy" };

function tooLarge(context: RuleContext, field: Field): readonly Finding[] {
  const share = textOf(field) ?? "";
  const isTooLarge =
    share.endsWith("%") && (countedOf(share, 100, "up") ?? 0) > 100 && field.path.at(-1) !== "maxSurge";
  return isTooLarge ? say(context, field, `${field.path.at(-1)} of ${share} is more than all pods.`) : [];
}

function contradiction(context: RuleContext, unavailable: Field, surge: Field): readonly Finding[] {
  const isDaemon = context.workload?.kind === "DaemonSet";
  const [fewer, more] = [amountOf(unavailable, isDaemon ? 1 : "25%"), amountOf(surge, isDaemon ? 0 : "25%")];
  if (fewer === 0 && more === 0) {
    const place = unavailable.node === undefined ? surge : unavailable;
    return say(context, place, "With maxUnavailable and maxSurge both 0 nothing can be updated: raise one of them.");
  }
  if (!isDaemon || fewer === undefined || more === undefined || fewer === 0 || more === 0) return [];
  return say(context, surge, "With maxSurge, a DaemonSet's maxUnavailable must be 0, and its default is 1: write it.");
}

/** What of a hundred pods is meant: only whether it is none matters. */
function amountOf(field: Field, fallback: number | string): number | undefined {
  return countedOf(countOrShare(field)?.value ?? fallback, 100, "up");
}

function say(context: RuleContext, { node, keySpan }: Field, message: string): readonly Finding[] {
  const span = node?.type === "map" ? keySpan : node?.span;
  return span === undefined ? [] : [findingAt(context, rollingUpdate, { span }, message)];
}
