import type { Finding } from "../../document/finding.ts";
import type { Span } from "../../document/span.ts";
import { child, type Field, itemsOf, numberOf, textOf } from "../../workload/field.ts";
import { podSpecOf } from "../../workload/pod-template.ts";
import { readSelector, selects } from "../../workload/selector.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";

/**
 * A spread constraint that the API server rejects (a skew or a number of domains below one, an unknown word, domains
 * where nothing is enforced), or one that spreads nothing since its selector does not match the pods it stands in.
 */
export const malformedConstraint: Rule = {
  code: "topology/malformed-constraint",
  severity: "error",
  summary: "A topology spread constraint is rejected or has no effect",
  find: (context) => {
    if (context.workload === undefined) return [];
    const constraints = itemsOf(child(podSpecOf(context.workload), "topologySpreadConstraints"));
    return constraints.flatMap((constraint) => [...rejected(context, constraint), ...idle(context, constraint)]);
  },
};

const answers: readonly string[] = ["DoNotSchedule", "ScheduleAnyway"];

function rejected(context: RuleContext, constraint: Field): readonly Finding[] {
  const field = (key: string): Field => child(constraint, key);
  const say = ({ node }: Field, message: string): readonly Finding[] =>
    node === undefined ? [] : [findingAt(context, malformedConstraint, { span: node.span }, message)];
  const [skew, domains] = ["maxSkew", "minDomains"].map((key) => numberOf(field(key)));
  const answer = textOf(field("whenUnsatisfiable"));
  return [
    ...(skew !== undefined && skew < 1 ? say(field("maxSkew"), `maxSkew must be at least 1, but is ${skew}.`) : []),
    ...(domains !== undefined && domains < 1
      ? say(field("minDomains"), `minDomains must be at least 1, but is ${domains}.`)
      : []),
    ...(domains !== undefined && domains >= 1 && answer === "ScheduleAnyway"
      ? say(field("minDomains"), "minDomains is allowed with whenUnsatisfiable: DoNotSchedule only.")
      : []),
    ...(answer !== undefined && !answers.includes(answer)
      ? say(field("whenUnsatisfiable"), `whenUnsatisfiable is DoNotSchedule or ScheduleAnyway, not ${answer}.`)
      : []),
    ...(textOf(field("topologyKey")) === "" ? say(field("topologyKey"), "topologyKey must not be empty.") : []),
  ];
}

/** Without labels nothing is known of the pods: those of KServe get theirs later. */
function idle(context: RuleContext, constraint: Field): readonly Finding[] {
  const labels = context.workload?.podLabels ?? {};
  if (context.document.broken || Object.keys(labels).length === 0) return [];
  const field = child(constraint, "labelSelector");
  const selector = readSelector(field);
  if (selector !== undefined && selects(selector, labels)) return [];
  const place: Span | undefined = field.keySpan ?? child(constraint, "topologyKey").node?.span ?? constraint.node?.span;
  const message =
    selector === undefined
      ? "Without labelSelector this constraint counts no pods and spreads nothing."
      : "The labelSelector does not match the pods it stands in: nothing is spread.";
  return place === undefined
    ? []
    : [findingAt(context, malformedConstraint, { span: place, severity: "warning" }, message)];
}
