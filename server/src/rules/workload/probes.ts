import type { Finding, Fix } from "../../document/finding.ts";
import { nodeAt } from "../../document/locate.ts";
import { child, type Field, itemsOf, rootField, textOf } from "../../workload/field.ts";
import { isOperated } from "../../workload/operated.ts";
import type { Container, Workload } from "../../workload/workload.ts";
import { suggestionOf } from "../fix.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";

/** The containers that serve for as long as their pod lives. */
export function servingContainers({ workload }: RuleContext): readonly Container[] {
  if (workload === undefined || workload.runsToCompletion || isOperated(workload)) return [];
  return workload.containers.filter(({ type }) => type === "main");
}

/** A field of a container. */
export function fieldOf({ document }: Workload, { path }: Container, key: string): Field {
  return child({ ...rootField(document), node: nodeAt(document.root, path), path }, key);
}

/** A probe that a container may have. */
export type Probe = "livenessProbe" | "readinessProbe" | "startupProbe";

/** A finding for each serving container without a probe. */
export function missingProbes(
  context: RuleContext,
  rule: Pick<Rule, "code" | "severity">,
  probe: Probe,
  message: string,
): readonly Finding[] {
  const { workload } = context;
  if (workload === undefined || context.document.broken) return [];
  return servingContainers(context)
    .filter((container) => fieldOf(workload, container, probe).node === undefined)
    .map((container) => {
      const { name, nameSpan: span } = container;
      const fix = probeOfPort(context, workload, container, probe);
      return findingAt(context, rule, { span, container: name, fix }, `${name} ${message}`);
    });
}

/**
 * What a probe of a port has beside it, so that a container is taken out of service before it is restarted, and given
 * time to start: the kubelet asks every 10 s, and three times, where nothing is written.
 */
const patience: Readonly<Record<Probe, readonly (readonly [key: string, scalar: string])[]>> = {
  readinessProbe: [],
  livenessProbe: [["periodSeconds", "20"]],
  startupProbe: [["failureThreshold", "30"]],
};

/** The suggestion to ask the first port that the container lists; of what it answers nothing is known. */
function probeOfPort(context: RuleContext, workload: Workload, container: Container, probe: Probe): Fix | undefined {
  const [first] = itemsOf(fieldOf(workload, container, "ports")).filter(
    (each) => (textOf(child(each, "protocol")) ?? "TCP") === "TCP",
  );
  const port = first && (textOf(child(first, "name")) ?? textOf(child(first, "containerPort")));
  if (port === undefined) return undefined;
  const { document } = workload;
  const path = [...container.path, probe];
  return suggestionOf(context, `Set a ${probe} of port ${port} to start from`, [
    { document, path: [...path, "tcpSocket", "port"], scalar: port },
    ...patience[probe].map(([key, scalar]) => ({ document, path: [...path, key], scalar })),
  ]);
}
