import { equal } from "node:assert/strict";
import { dedent } from "../support/fixture.ts";
import { sizingOf, summary } from "./sizing-of.ts";

/** What sets a Deployment apart in a test. */
export interface DeploymentOptions {
  readonly replicas?: number;
  readonly containers: Readonly<Record<string, string>>;
  readonly init?: Readonly<Record<string, string>>;
  readonly selector?: string;
}

/** A Deployment `api`; each container's `resources` as flow YAML. */
export function deployment({ replicas = 2, containers, init = {}, selector = "" }: DeploymentOptions): string {
  const listed = (of: Readonly<Record<string, string>>): string =>
    Object.entries(of)
      .map(([name, rest]) => `        - { name: ${name}, image: x${rest === "" ? "" : `, ${rest}`} }`)
      .join("\n");
  return [
    "---",
    "apiVersion: apps/v1",
    "kind: Deployment",
    "metadata: { name: api, labels: { app: api } }",
    "spec:",
    `  replicas: ${replicas}`,
    "  selector: { matchLabels: { app: api } }",
    "  template:",
    "    metadata: { labels: { app: api } }",
    "    spec:",
    ...(selector === "" ? [] : [`      nodeSelector: { ${selector} }`]),
    ...(Object.keys(init).length === 0 ? [] : ["      initContainers:", listed(init)]),
    "      containers:",
    listed(containers),
    "",
  ].join("\n");
}

/** A ResourcePlan with this `spec`, in flow YAML. */
export function plan(spec: string): string {
  return `---\napiVersion: resource-planner.dev/v1\nkind: ResourcePlan\nmetadata: { name: plan }\nspec: { ${spec} }\n`;
}

/** An autoscaler of `api` on one metric, in flow YAML. */
export function autoscaler(metric: string, bounds = "minReplicas: 2, maxReplicas: 10"): string {
  return `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }, ${bounds}, metrics: [${metric}] }
`;
}

/** A utilization metric of CPU. */
export const cpuAt = (percent: number): string =>
  `{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: ${percent} } } }`;

/** Sizes and compares the summary. */
export function check(manifests: string, history: string, expected: string): void {
  equal(summary(sizingOf(manifests, history)), dedent(expected).trim());
}
