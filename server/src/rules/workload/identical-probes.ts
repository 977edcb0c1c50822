import type { ValueNode } from "../../document/document.ts";
import { findingAt, type Rule } from "../rule.ts";
import { fieldOf, servingContainers } from "./probes.ts";

/**
 * A liveness probe that is the readiness probe. Under load a container that should get fewer requests for a while is
 * restarted instead, and the rest get more. Off by default.
 */
export const identicalProbes: Rule = {
  code: "workload/identical-probes",
  severity: "information",
  summary: "A container is restarted by what should only keep requests away",
  off: true,
  find: (context) => {
    const { workload } = context;
    if (workload === undefined) return [];
    return servingContainers(context).flatMap((container) => {
      const [liveness, readiness] = ["livenessProbe", "readinessProbe"].map((key) => fieldOf(workload, container, key));
      if (liveness?.node === undefined || readiness?.node === undefined) return [];
      if (canonical(liveness.node) !== canonical(readiness.node)) return [];
      const span = liveness.keySpan ?? container.nameSpan;
      const message = "The liveness probe is the readiness probe: under load it restarts what should only rest.";
      return [findingAt(context, identicalProbes, { span, container: container.name }, message)];
    });
  },
};

/** A value as text, whatever the order of its keys. */
function canonical(node: ValueNode): string {
  if (node.type === "scalar") return JSON.stringify(node.value);
  if (node.type === "sequence") return `[${node.items.map(({ value }) => canonical(value)).join()}]`;
  return `{${node.entries
    .map(({ key, value }) => `${JSON.stringify(key)}:${canonical(value)}`)
    .toSorted()
    .join()}}`;
}
