import type { Finding, Severity } from "../document/finding.ts";
import { fixOf } from "./fix.ts";
import { type QuantityPlace, quantityPlaces } from "./quantity-places.ts";
import { findingAt, type Rule, type RuleContext } from "./rule.ts";

/** A rule that judges one written quantity by itself. No two of them find the same value wrong. */
export interface QuantityRule extends Rule {
  /** Undefined where the value is fine by this rule. */
  readonly judge: (place: QuantityPlace) => Verdict | undefined;
}

export interface Verdict {
  readonly message: string;
  /** What was meant, where that is certain. */
  readonly replacement?: string;
}

/** Makes a rule of a judgement: one finding for each value that is wrong, on the value's own range. */
export function quantityRule(rule: {
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly judge: (place: QuantityPlace) => Verdict | undefined;
}): QuantityRule {
  return { ...rule, find: (context) => findJudged(rule, context) };
}

function findJudged(rule: Pick<QuantityRule, "code" | "severity" | "judge">, context: RuleContext): readonly Finding[] {
  return quantityPlaces(context).flatMap((place) => {
    const verdict = rule.judge(place);
    if (verdict === undefined) return [];
    const { message, replacement } = verdict;
    const fix =
      replacement === undefined
        ? undefined
        : fixOf(context, `Change ${place.text} to ${replacement}`, [
            { document: context.document, path: place.path, scalar: replacement },
          ]);
    return [findingAt(context, rule, { span: place.span, container: place.container, fix }, message)];
  });
}
