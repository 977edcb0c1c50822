import { formatDuration } from "../quantity/duration.ts";
import { describeAmount } from "../quantity/round.ts";
import { defaultResourcePlan } from "./defaults.ts";
import { examplePools, type PoolDraft } from "./example-pools.ts";
import { historyGlobs } from "./history-globs.ts";
import type { Inventory } from "./inventory.ts";
import { askedLabels } from "./node-pools.ts";
import { currentPodRequests } from "./pod-requests.ts";
import type { ResourcePolicy } from "./resource-plan.ts";
import type { Workload } from "./workload.ts";
import { commentText, exactQuantity, quotedText, yamlAmounts, yamlShare, yamlText, yamlTexts } from "./yaml-text.ts";

/**
 * The text of a first ResourcePlan for what the workspace holds: every setting with its default and what it means.
 * `historyFiles` are paths relative to where the ResourcePlan will stand.
 */
export function newResourcePlan(inventory: Inventory, historyFiles: readonly string[]): string {
  const { manifests, forecast, allocation } = defaultResourcePlan;
  return `# What Resource Planner plans with: where the usage history is, how values are sized, and which nodes can be had.
# Every setting below has its default; a setting that is left out keeps it.
apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata:
  name: workspace
spec:
  # The manifests to plan, as globs relative to this file.
  manifests: [${manifests.map(yamlText).join(", ")}]

${history(historyFiles)}

  # How far ahead to look, and by which model; auto chooses for each series the one that proves best on its past.
  forecast: { horizon: ${formatDuration(forecast.horizonSeconds)}, model: ${forecast.model} }

${sizing()}

${pools(inventory)}

  # How pods are packed onto nodes: method auto, greedy or linearProgramming; objective cost, nodes or servedDemand.
  allocation:
    method: ${allocation.method}
    objective: ${allocation.objective}
    timeLimit: ${formatDuration(allocation.timeLimitSeconds)}

${exceptions(inventory.workloads)}
`;
}

function history(files: readonly string[]): string {
  const about = "  # Measured usage: CSV files, or saved answers of Prometheus to query_range (prometheusResponse).";
  const sources = historyGlobs(files);
  if (sources.length === 0) {
    return `${about}
  # None was found yet. A CSV needs the columns time, workload, resource and value; then name it here:
  # history:
  #   - csv: "history/*.csv"`;
  }
  const lines = sources.map(({ type, location }) => `    - ${type}: ${quotedText(location)}`);
  return [about, "  history:", ...lines].join("\n");
}

function sizing(): string {
  const { cpu, memory, ...rest } = defaultResourcePlan.sizing;
  return `  # A request covers this quantile of the forecast plus a margin, and never falls below the floor.
  # limit: none adds no limit, keepRatio keeps today's limit-to-request ratio, equal sets the limit to the request.
  sizing:
    cpu: ${resourcePolicy("cpu", cpu)}
    memory: ${resourcePolicy("memory", memory)}
    adjustment: ${rest.adjustment} # how far one step goes towards the target; 0.5 goes half the way
    minimumChange: ${yamlShare(rest.minimumChange)} # smaller changes are not worth a restart
    minimumHistory: ${formatDuration(rest.minimumHistorySeconds)} # with less, nothing is recommended
    targetUtilization: ${yamlShare(rest.targetUtilization)} # for replicas behind an autoscaler or a load balancer`;
}

function resourcePolicy(resource: string, { quantile, margin, limit, floor }: ResourcePolicy): string {
  return `{ quantile: ${quantile}, margin: ${yamlShare(margin)}, limit: ${limit}, floor: ${exactQuantity(resource, floor)} }`;
}

function pools(inventory: Inventory): string {
  const known = knownPools(inventory);
  const drafts = known.length > 0 ? known : examplePools(inventory.workloads);
  const about =
    known.length > 0
      ? `  # The nodes that were found, by size. With min: 0 the plan shows how few of them would do.`
      : `  # Examples, because no Node objects were found: each node holds two of its largest pod. Put your own nodes here, or
  # delete the pools and save the output of kubectl get nodes -o yaml beside this file.`;
  return `${about}
  # pricePerHour in any currency lets the plan find the cheapest mix.
  pools:
${drafts.map(pool).join("\n")}`;
}

function knownPools({ supply, workloads }: Inventory): readonly PoolDraft[] {
  if (supply.source !== "Node") return [];
  const asked = askedLabels(workloads.map(({ constraints }) => constraints));
  return supply.pools
    .filter(({ allocatable }) => allocatable["cpu"] !== undefined && allocatable["memory"] !== undefined)
    .map((known) => ({
      ...known,
      nodes: { min: 0, max: known.nodes.max },
      labels: Object.fromEntries(Object.entries(known.labels).filter(([key]) => asked.has(key))),
    }));
}

function pool({ name, allocatable, nodes, labels, taints }: PoolDraft): string {
  const lines = [
    `    - name: ${yamlText(name)}`,
    `      allocatable: ${yamlAmounts(allocatable)}`,
    `      nodes: { min: ${nodes.min}, max: ${nodes.max} }`,
    "      # pricePerHour: 0.50",
    `      labels: ${yamlTexts(labels)}`,
    taints.length === 0 ? "      taints: []" : "      taints:",
    ...taints.map((taint) => `        - ${yamlTexts({ ...taint })}`),
  ];
  return lines.join("\n");
}

/** How many workloads the comment lists. */
const listed = 50;

function exceptions(workloads: readonly Workload[]): string {
  const lines = workloads.slice(0, listed).map((workload) => `  #   ${commentText(summary(workload))}`);
  const more = workloads.length > listed ? [`  #   … and ${workloads.length - listed} more`] : [];
  const example = commentText(workloads[0]?.id ?? "Deployment/default/api");
  return [
    workloads.length === 0
      ? "  # No workload was found yet."
      : "  # The workloads that were found, with what a pod requests today:",
    ...lines,
    ...more,
    "  # Where one needs other settings than the rest, name it:",
    "  # workloads:",
    `  #   - ref: ${example}`,
    "  #     priority: 1000 # served first when nodes are short",
    "  #     sizing: { memory: { margin: 25% } }",
  ].join("\n");
}

function summary(workload: Workload): string {
  const requests = Object.entries(currentPodRequests(workload)).map(
    ([resource, amount]) => `${resource} ${describeAmount(resource, amount)}`,
  );
  const count = workload.perNode ? "one per node" : `${workload.replicas.value} ×`;
  return `${workload.id}: ${count} ${requests.length === 0 ? "no requests" : requests.join(", ")}`;
}
