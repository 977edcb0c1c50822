import fc from "fast-check";
import type { Advised, AdvisedContainers } from "./advice-for.ts";

/** Manifests of a few workloads with values of all sorts, and what a plan might say about them. */
export interface WorkloadsAndAdvice {
  readonly text: string;
  readonly advised: AdvisedContainers;
}

const quantities = {
  cpu: ["100m", "250m", "1", '"2"', "0.5", "1500m", "500M", "-1", "500", "1 core"],
  memory: ["128Mi", "512Mi", "1Gi", "'2Gi'", "1500M", "128m", "128MB", "512", "-1Gi", "huge"],
  "nvidia.com/gpu": ["1", "2", '"4"', "0.5"],
  memmory: ["1Gi"],
} as const;

const resources = Object.keys(quantities) as (keyof typeof quantities)[];

type Side = Readonly<Partial<Record<keyof typeof quantities, string>>>;

const side: fc.Arbitrary<Side> = fc.record(
  {
    cpu: fc.constantFrom(...quantities.cpu),
    memory: fc.constantFrom(...quantities.memory),
    "nvidia.com/gpu": fc.constantFrom(...quantities["nvidia.com/gpu"]),
    memmory: fc.constantFrom(...quantities.memmory),
  },
  { requiredKeys: [] },
);

interface ContainerText {
  readonly requests: Side | undefined;
  readonly limits: Side | undefined;
  /** The limits are the requests, by an anchor. */
  readonly aliased: boolean;
  readonly flow: boolean;
  readonly advised: Readonly<Record<string, Advised>>;
}

const amounts = {
  cpu: fc.integer({ min: 1, max: 400 }).map((steps) => steps / 100),
  memory: fc.integer({ min: 1, max: 64 }).map((steps) => steps * 2 ** 26),
} as const;

/** As a sizing gives them: a limit holds the request and every use that is known. */
function arbitraryAdvised(amount: fc.Arbitrary<number>): fc.Arbitrary<Advised> {
  return fc.record({ request: amount, extra: amount, demand: amount, peak: amount }).map(({ extra, ...advised }) => ({
    ...advised,
    limit: Math.max(advised.request, advised.demand, advised.peak) + extra,
  }));
}

const container: fc.Arbitrary<ContainerText> = fc.record({
  requests: fc.option(side, { nil: undefined }),
  limits: fc.option(side, { nil: undefined }),
  aliased: fc.boolean(),
  flow: fc.boolean(),
  advised: fc.record(
    { cpu: arbitraryAdvised(amounts.cpu), memory: arbitraryAdvised(amounts.memory) },
    { requiredKeys: [] },
  ),
});

/** What else may be written about a workload, right or wrong. */
const setting = {
  replicas: fc.constantFrom("", "  replicas: 2\n", "  replicas: 1 # of two\n"),
  strategy: fc.constantFrom("", "  strategy: { type: Recreate }\n", "  strategy:\n    type: Recreate # one disk\n"),
  label: fc.constantFrom("web", "wbe", "none"),
  restart: fc.constantFrom("", "      restartPolicy: Never # once\n", "      restartPolicy: Always\n"),
  priority: fc.constantFrom("", "      priorityClassName: hihg\n"),
  budget: fc.constantFrom("", "  minAvailable: 1\n", "  maxUnavailable: 0 # none\n", "  {}\n"),
};

interface Surroundings {
  readonly replicas: string;
  readonly strategy: string;
  readonly label: string;
  readonly restart: string;
  readonly priority: string;
  readonly budget: string;
}

const workload = fc.record({
  ...setting,
  containers: fc.array(container, { minLength: 1, maxLength: 3 }),
  scaled: fc.option(fc.integer({ min: 20, max: 95 }), { nil: undefined }),
});

/** Up to three Deployments, some with an autoscaler, in one file. */
export const arbitraryWorkloads: fc.Arbitrary<WorkloadsAndAdvice> = fc
  .array(workload, { minLength: 1, maxLength: 3 })
  .map((workloads) => ({
    text: workloads
      .map(
        ({ containers, scaled, ...around }, index) =>
          `${deploymentText(`w${index}`, containers, around)}${budgetText(`w${index}`, around)}${scaled === undefined ? "" : autoscalerText(`w${index}`, scaled)}`,
      )
      .join(""),
    advised: Object.fromEntries(
      workloads.map(({ containers }, index) => [
        `w${index}`,
        Object.fromEntries(containers.map(({ advised }, position) => [`c${position}`, advised])),
      ]),
    ),
  }));

function deploymentText(name: string, containers: readonly ContainerText[], around: Surroundings): string {
  const { replicas, strategy, label, restart, priority } = around;
  const labels = label === "none" ? "{}" : `{ app: ${label} }`;
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} } # ${name}
spec:
${replicas}${strategy}  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: ${labels} }
    spec:
${restart}${priority}      containers:
${containers.map(containerText).join("")}`;
}

function budgetText(name: string, { budget }: Surroundings): string {
  if (budget === "") return "";
  return `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name} }
spec:
${budget}---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: { name: high }
value: 1
`;
}

function containerText({ requests, limits, aliased, flow }: ContainerText, index: number): string {
  const anchored = aliased && requests !== undefined;
  const lines = [
    `        - name: c${index}`,
    ...(requests === undefined && limits === undefined ? [] : ["          resources:"]),
    ...sideLines("requests", requests, flow, anchored ? ` &r` : ""),
    ...(anchored ? ["            limits: *r"] : sideLines("limits", limits, flow, "")),
  ];
  return `${lines.join("\n")}\n`;
}

function sideLines(name: string, values: Side | undefined, flow: boolean, anchor: string): readonly string[] {
  if (values === undefined) return [];
  const entries = resources.flatMap((resource) =>
    values[resource] === undefined ? [] : [`${resource}: ${values[resource]}`],
  );
  if (flow || entries.length === 0) return [`            ${name}:${anchor} { ${entries.join(", ")} }`];
  return [`            ${name}:${anchor} # of all`, ...entries.map((entry) => `              ${entry} # why`)];
}

function autoscalerText(target: string, utilization: number): string {
  return `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${target} }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ${target} }
  maxReplicas: 4
  metrics:
    - { type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: ${utilization} } } }
`;
}
