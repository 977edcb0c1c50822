import type { Finding } from "../document/finding.ts";
import type { Container, ResourceName } from "../workload/workload.ts";
import { fixOf } from "./fix.ts";
import { isNeverOvercommitted } from "./resource-names.ts";
import { findingAt, type Rule, type RuleContext } from "./rule.ts";
import { isSound } from "./sound.ts";

/**
 * A limit below its request: a promise of more than may be used. The API server rejects the pod.
 *
 * ```yaml
 * requests: { memory: 1Gi }
 * limits: { memory: 512Mi }
 * ```
 */
export const limitBelowRequest: Rule = {
  code: "resources/limit-below-request",
  severity: "error",
  summary: "A limit is below its request",
  find: (context) =>
    (context.workload?.containers ?? []).flatMap((container) =>
      Object.keys(container.limits)
        .filter((resource) => !isNeverOvercommitted(resource))
        .flatMap((resource) => judge(context, container, resource) ?? []),
    ),
};

function judge(context: RuleContext, container: Container, resource: ResourceName): Finding | undefined {
  if (!isBelowRequest(container, resource)) return undefined;
  const request = container.requests[resource];
  const limit = container.limits[resource];
  if (request === undefined || limit === undefined || request.span.start === limit.span.start) return undefined;
  const { document } = context;
  const fix = limit.shared
    ? undefined
    : fixOf(context, `Raise the limit to ${request.source}`, [{ document, path: limit.path, scalar: request.source }]);
  const related = [{ file: document.file, span: request.span, message: `The request is ${request.source}` }];
  const message = `The ${resource} limit of ${limit.source} is below the request of ${request.source}.`;
  return findingAt(context, limitBelowRequest, { span: limit.span, container: container.name, fix, related }, message);
}

/** Whether the limit of a container's resource is below its request, both being amounts that somebody can have meant. */
export function isBelowRequest(container: Container, resource: ResourceName): boolean {
  const request = container.requests[resource];
  const limit = container.limits[resource];
  if (request?.value === undefined || limit?.value === undefined || limit.value >= request.value) return false;
  return isSound(resource, request) && isSound(resource, limit);
}
