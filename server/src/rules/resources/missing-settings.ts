import type { Finding } from "../../document/finding.ts";
import { nodeAt } from "../../document/locate.ts";
import { effectiveLimit, effectiveRequest } from "../../workload/pod-requests.ts";
import type { Container, ResourceName, Workload } from "../../workload/workload.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";
import { startingValue } from "./starting-value.ts";

/**
 * A finding for each container that has no request or limit of a resource, after the API's defaults and those of the
 * namespace's LimitRanges. Init containers end soon and are left alone. KServe fills in what its components lack.
 */
export function missingSettings(
  context: RuleContext,
  rule: Pick<Rule, "code" | "severity">,
  resource: ResourceName,
  role: "request" | "limit",
): readonly Finding[] {
  const { workload, document } = context;
  // Of a document with syntax errors nothing is known to be absent.
  if (workload === undefined || document.broken || workload.kind === "InferenceService") return [];
  if (isSetOtherwise(context, workload, resource, role)) return [];
  const amountOf = role === "request" ? effectiveRequest : effectiveLimit;
  return workload.containers
    .filter(({ type }) => type !== "init")
    .filter((container) => amountOf(container, resource) === undefined)
    .filter((container) => !isAdvised(context, workload, container, resource, role))
    .filter((container) => !isWritten(context, container, resource, role))
    .map((container) => {
      const { name, nameSpan: span } = container;
      const fix = startingValue(context, container, resource, role);
      return findingAt(context, rule, { span, container: name, fix }, messageOf(name, resource, role));
    });
}

/** The pod as a whole has it, or a VerticalPodAutoscaler sets it. */
function isSetOtherwise(
  { inventory }: RuleContext,
  { podResources, id }: Workload,
  resource: ResourceName,
  role: "request" | "limit",
): boolean {
  if (podResources?.limits[resource] !== undefined) return true;
  if (role === "limit") return false;
  if (podResources?.requests[resource] !== undefined) return true;
  return inventory.verticalAutoscalers.some(
    ({ target, updates, resources }) => target === id && updates && resources.includes(resource),
  );
}

/** Whether the plan has an amount to write, which its own rules tell. */
function isAdvised(
  { advice }: RuleContext,
  { id }: Workload,
  { name }: Container,
  resource: ResourceName,
  role: "request" | "limit",
): boolean {
  const sizings = advice?.sizings.get(id)?.containers ?? [];
  return sizings.some((sizing) => sizing.name === name && sizing.resources[resource]?.[role].text !== undefined);
}

/** What is written and no quantity, nor a scalar even, is reported as that. */
function isWritten(
  { document }: RuleContext,
  { path }: Container,
  resource: ResourceName,
  role: "request" | "limit",
): boolean {
  const sides = role === "request" ? ["requests", "limits"] : ["limits"];
  return sides.some((side) => {
    const node = nodeAt(document.root, [...path, "resources", side, resource]);
    return node !== undefined && (node.type !== "scalar" || node.value !== null);
  });
}

function messageOf(container: string, resource: ResourceName, role: "request" | "limit"): string {
  const name = container === "" ? "This container" : container;
  if (role === "request") return `${name} requests no ${resource}: the scheduler counts it as nothing.`;
  return `${name} has no ${resource} limit: it may take all that its node has.`;
}
