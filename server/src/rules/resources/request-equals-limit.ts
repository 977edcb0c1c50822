import type { Finding } from "../../document/finding.ts";
import type { Container, ResourceName } from "../../workload/workload.ts";
import { fixOf } from "../fix.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";
import { isSound } from "../sound.ts";

/** A finding for each container whose written request of a resource is below its written limit. */
export function unequalSettings(
  context: RuleContext,
  rule: Pick<Rule, "code" | "severity">,
  resource: ResourceName,
): readonly Finding[] {
  return (context.workload?.containers ?? []).flatMap((container) => judge(context, rule, container, resource) ?? []);
}

function judge(
  context: RuleContext,
  rule: Pick<Rule, "code" | "severity">,
  { name, requests, limits }: Container,
  resource: ResourceName,
): Finding | undefined {
  const request = requests[resource];
  const limit = limits[resource];
  if (request?.value === undefined || limit?.value === undefined || request.value >= limit.value) return undefined;
  if (!isSound(resource, request) || !isSound(resource, limit)) return undefined;
  const { document } = context;
  const fix = request.shared
    ? undefined
    : fixOf(context, `Set the request to ${limit.source}`, [{ document, path: request.path, scalar: limit.source }]);
  const related = [{ file: document.file, span: limit.span, message: `The limit is ${limit.source}` }];
  const message = `The ${resource} request of ${request.source} is below the limit of ${limit.source}; they are to be equal.`;
  return findingAt(context, rule, { span: request.span, container: name, fix, related }, message);
}
