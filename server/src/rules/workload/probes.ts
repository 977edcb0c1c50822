import type { Finding } from "../../document/finding.ts";
import { nodeAt } from "../../document/locate.ts";
import { child, type Field, rootField } from "../../workload/field.ts";
import type { Container, Workload } from "../../workload/workload.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";

/** The containers that serve for as long as their pod lives. */
export function servingContainers({ workload }: RuleContext): readonly Container[] {
  if (workload === undefined || workload.runsToCompletion || workload.kind === "InferenceService") return [];
  return workload.containers.filter(({ type }) => type === "main");
}

/** A field of a container. */
export function fieldOf({ document }: Workload, { path }: Container, key: string): Field {
  return child({ ...rootField(document), node: nodeAt(document.root, path), path }, key);
}

/** A finding for each serving container without a probe. */
export function missingProbes(
  context: RuleContext,
  rule: Pick<Rule, "code" | "severity">,
  probe: "livenessProbe" | "readinessProbe",
  message: string,
): readonly Finding[] {
  const { workload } = context;
  if (workload === undefined || context.document.broken) return [];
  return servingContainers(context)
    .filter((container) => fieldOf(workload, container, probe).node === undefined)
    .map(({ name, nameSpan }) => findingAt(context, rule, { span: nameSpan, container: name }, `${name} ${message}`));
}
