import { settingPlaces } from "../quantity-places.ts";
import { findingAt, type Rule } from "../rule.ts";

/**
 * A CPU or memory limit of zero. Container runtimes take it for no limit at all: what was meant to stop a container
 * lets it take everything. Leave the limit out where none is wanted.
 */
export const zeroLimit: Rule = {
  code: "resources/zero-limit",
  severity: "warning",
  summary: "A limit of zero limits nothing",
  find: (context) => {
    const { workload } = context;
    if (workload === undefined) return [];
    // Where something is requested, the limit is below its request, and that is reported.
    const isRequested = (name: string | undefined, resource: string): boolean =>
      workload.containers.some((each) => each.name === name && (each.requests[resource]?.value ?? 0) > 0);
    return settingPlaces(workload)
      .filter(({ role, value, resource }) => role === "limit" && value === 0 && ["cpu", "memory"].includes(resource))
      .filter(({ container, resource }) => !isRequested(container, resource))
      .map(({ span, container, resource, text }) =>
        findingAt(
          context,
          zeroLimit,
          { span, container },
          `A ${resource} limit of ${text} is no limit: the container may take all that its node has.`,
        ),
      );
  },
};
