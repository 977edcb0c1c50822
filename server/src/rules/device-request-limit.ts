import type { Finding } from "../document/finding.ts";
import type { Container, ResourceName, Workload } from "../workload/workload.ts";
import { fixOf } from "./fix.ts";
import { isFraction } from "./fractional-device.ts";
import { isNeverOvercommitted } from "./resource-names.ts";
import { findingAt, type Rule, type RuleContext } from "./rule.ts";

/**
 * A device (or huge page) whose request is not its limit. They cannot be overcommitted, so Kubernetes demands a
 * limit and a request equal to it, and rejects anything else. The limit alone is enough: it is the request too.
 *
 * ```yaml
 * requests: { nvidia.com/gpu: 1 }
 * limits: { nvidia.com/gpu: 2 }
 * ```
 */
export const deviceRequestLimit: Rule = {
  code: "resources/device-request-limit",
  severity: "error",
  summary: "A device's request is not its limit",
  find: (context) => {
    const { workload } = context;
    return workload === undefined
      ? []
      : workload.containers.flatMap((container) => judgeContainer(context, workload, container));
  },
};

function judgeContainer(context: RuleContext, workload: Workload, container: Container): readonly Finding[] {
  return Object.keys(container.requests)
    .filter(isNeverOvercommitted)
    .flatMap((resource) => judge(context, workload, container, resource) ?? []);
}

function judge(
  context: RuleContext,
  { document }: Workload,
  container: Container,
  resource: ResourceName,
): Finding | undefined {
  const request = container.requests[resource];
  const limit = container.limits[resource];
  if (request?.value === undefined || request.value < 0 || isFraction(request.value)) return undefined;
  if (limit === undefined) {
    // Of a document with syntax errors nothing is known to be absent.
    if (document.broken) return undefined;
    const path = [...container.path, "resources", "limits", resource];
    const fix = fixOf(context, `Add limit ${resource}: ${request.source}`, [
      { document, path, scalar: request.source },
    ]);
    const message = `${resource} cannot be overcommitted and needs a limit equal to its request of ${request.source}.`;
    return findingAt(context, deviceRequestLimit, { span: request.span, container: container.name, fix }, message);
  }
  if (limit.value === undefined || limit.value < 0 || isFraction(limit.value) || limit.value === request.value)
    return undefined;
  const fix = request.shared
    ? undefined
    : fixOf(context, `Set the request to ${limit.source}`, [{ document, path: request.path, scalar: limit.source }]);
  const related = [{ file: document.file, span: limit.span, message: `The limit is ${limit.source}` }];
  const message = `The request of ${request.source} ${resource} must equal its limit of ${limit.source}: it cannot be overcommitted.`;
  return findingAt(
    context,
    deviceRequestLimit,
    { span: request.span, container: container.name, fix, related },
    message,
  );
}
