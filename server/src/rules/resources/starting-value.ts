import type { Fix } from "../../document/finding.ts";
import { nodeAt } from "../../document/locate.ts";
import type { Container, ResourceName } from "../../workload/workload.ts";
import { suggestionOf } from "../fix.ts";
import type { RuleContext } from "../rule.ts";

/**
 * Amounts to begin with where nothing is known of a container yet: those of the examples in the documentation of
 * Kubernetes, which fit on every node. A plan replaces them as soon as there is usage history.
 */
const startingAmounts: Readonly<Record<ResourceName, string>> = {
  cpu: "100m",
  memory: "128Mi",
  "ephemeral-storage": "1Gi",
};

/**
 * The suggestion to write a request or limit that a container lacks: a limit as its request, which is what the plan's own
 * policy makes of memory, and anything else as an amount to start from.
 */
export function startingValue(
  context: RuleContext,
  { requests, path }: Container,
  resource: ResourceName,
  role: "request" | "limit",
): Fix | undefined {
  const request = requests[resource];
  const scalar = role === "limit" && request?.value !== undefined ? request.source : startingAmounts[resource];
  const written = nodeAt(context.document.root, [...path, "resources"]);
  if (scalar === undefined || (written?.type === "scalar" && written.value !== null)) return undefined;
  const title =
    scalar === request?.source
      ? `Set ${resource} limit to its request of ${scalar}`
      : `Set ${resource} ${role} to ${scalar} to start from`;
  const change = { document: context.document, path: [...path, "resources", `${role}s`, resource], scalar };
  return suggestionOf(context, title, [change]);
}
