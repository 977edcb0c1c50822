import { effectiveRequest, effectiveRequests, podRequests } from "../../workload/pod-requests.ts";
import type { Container, Workload } from "../../workload/workload.ts";
import { findingAt, type Rule } from "../rule.ts";
import { amountInWords } from "../wording.ts";

/**
 * An init container that requests more than all containers that run after it together. A pod is as large as the largest
 * moment of its life: its node keeps the room free for as long as the pod lives, for a few seconds of work.
 */
export const initContainerLarger: Rule = {
  code: "resources/init-container-larger",
  severity: "information",
  summary: "An init container requests more than the rest of its pod",
  find: (context) => {
    const { workload } = context;
    // A pod that ends soon itself holds the room no longer than it is needed.
    if (workload === undefined || workload.runsToCompletion || workload.podResources !== undefined) return [];
    const rest = runningRequests(workload);
    return workload.containers
      .filter(({ type }) => type === "init")
      .flatMap((container) =>
        ["cpu", "memory"].flatMap((resource) => {
          const own = effectiveRequest(container, resource) ?? 0;
          const running = rest[resource] ?? 0;
          const setting = container.requests[resource] ?? container.limits[resource];
          if (setting === undefined || running <= 0 || own <= running) return [];
          const message = `${container.name} requests ${amountInWords(resource, own)} of ${resource}, the containers after it ${amountInWords(resource, running)}: the pod keeps the larger amount for as long as it lives.`;
          return [findingAt(context, initContainerLarger, { span: setting.span, container: container.name }, message)];
        }),
      );
  },
};

function runningRequests({ containers }: Workload): Readonly<Record<string, number>> {
  const running = containers.filter(({ type }: Container) => type !== "init");
  return podRequests(
    running.map((container) => ({ type: container.type, requests: effectiveRequests(container) })),
    {},
  );
}
