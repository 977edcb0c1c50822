import type { Finding } from "../../document/finding.ts";
import { child, type Field, itemsOf, textOf } from "../../workload/field.ts";
import type { Container, Workload } from "../../workload/workload.ts";
import { findingAt, type Rule, type RuleContext } from "../rule.ts";
import { fieldOf } from "./probes.ts";

/**
 * A probe of a port that the container does not list. By a name that is not there the kubelet finds no port, and the
 * probe fails; a number works, but whoever reads the ports misses it. Off by default.
 */
export const probePort: Rule = {
  code: "workload/probe-port",
  severity: "information",
  summary: "A probe asks a port that the container does not list",
  off: true,
  find: ({ workload, ...context }) =>
    workload === undefined
      ? []
      : workload.containers.flatMap((container) => judge({ ...context, workload }, workload, container)),
};

const probes = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

function judge(context: RuleContext, workload: Workload, container: Container): readonly Finding[] {
  const ports = itemsOf(fieldOf(workload, container, "ports"));
  const known = ports.flatMap((port) => [textOf(child(port, "containerPort")), textOf(child(port, "name"))]);
  return probes.flatMap((probe) => {
    const field = fieldOf(workload, container, probe);
    return ["httpGet", "tcpSocket", "grpc"].flatMap((way) => {
      const port: Field = child(field, way, "port");
      const text = textOf(port);
      if (text === undefined || port.node === undefined || known.includes(text)) return [];
      const isName = !/^\d+$/.test(text);
      const message = `${container.name} lists no port ${text}${isName ? ": this probe always fails" : ""}.`;
      const severity = isName ? "warning" : "information";
      return [findingAt(context, probePort, { span: port.node.span, container: container.name, severity }, message)];
    });
  });
}
