import { formatDuration } from "../quantity/duration.ts";
import { quantileName } from "../rules/wording.ts";
import type { Inventory } from "../workload/inventory.ts";
import type { ResourcePolicy } from "../workload/resource-plan.ts";
import type { Plan } from "./plan-data.ts";
import { isRunning } from "./plan-today.ts";
import { counted, percent } from "./report-facts.ts";

/** What a reader must know to judge the plan: defaults in force, what is missing and what it would give. */
export function planNotes(
  inventory: Inventory,
  plan: Pick<Plan, "supplySource" | "now" | "totals">,
  unplacedToday: number,
): readonly string[] {
  return [
    ...historyNote(plan),
    ...policyNote(inventory, plan),
    ...supplyNote(inventory, plan),
    ...todayNote(inventory, unplacedToday),
    ...emptyNodesNote(inventory, plan),
    ...(inventory.workloads.some(({ perNode }) => perNode)
      ? ["A DaemonSet runs on every planned node that it tolerates: its replicas are the number of these nodes."]
      : []),
  ];
}

function todayNote({ workloads }: Inventory, unplaced: number): readonly string[] {
  if (unplaced === 0) return [];
  const pods = counted(unplaced, "pod");
  const what = workloads.some(isRunning)
    ? `${pods} ${unplaced === 1 ? "waits" : "wait"} for a node`
    : `With today's values ${pods} would find no place`;
  return [`${what}; today's cost and nodes are those of the rest.`];
}

function emptyNodesNote({ workloads }: Inventory, { totals }: Pick<Plan, "totals">): readonly string[] {
  const { current, planned } = totals.nodes;
  if (!workloads.some(isRunning) || planned >= current) return [];
  return [
    `The pods need ${planned} of the ${counted(current, "node")} that exist and are not cordoned: ${current - planned} could be emptied.`,
  ];
}

function historyNote({ now }: Pick<Plan, "now">): readonly string[] {
  return now === undefined
    ? [
        "No usage history was found: requests, limits and replicas are taken as they are written. A CSV file with the columns time, workload, resource and value beside the manifests is enough to size them.",
      ]
    : [];
}

function policyNote({ resourcePlan }: Inventory, { supplySource }: Pick<Plan, "supplySource">): readonly string[] {
  if (resourcePlan.document !== undefined) return [];
  const { sizing, forecast } = resourcePlan;
  const gain = supplySource === "none" ? ", and it can also tell how many nodes are needed and what they cost" : "";
  return [
    `Defaults are in use: demand over the next ${formatDuration(forecast.horizonSeconds)}, cpu at ${inWords(sizing.cpu)}, memory at ${inWords(sizing.memory)}, no change below ${percent(sizing.minimumChange)}. A ResourcePlan (command Create ResourcePlan, or resource-planner init) names your own${gain}.`,
  ];
}

function inWords({ quantile, margin }: ResourcePolicy): string {
  return `${quantileName(quantile)} plus ${percent(margin)}`;
}

function supplyNote({ resourcePlan }: Inventory, { supplySource }: Pick<Plan, "supplySource">): readonly string[] {
  if (supplySource === "Node")
    return [
      "The Node objects among the manifests are the pools; a ResourcePlan's pools would take their place, with prices.",
    ];
  return supplySource === "none" && resourcePlan.document !== undefined
    ? [
        "The ResourcePlan names no pools: workloads are sized but not placed. With spec.pools the plan tells how many nodes are needed and what they cost.",
      ]
    : [];
}
