import { formatDuration } from "../quantity/duration.ts";
import { quantileName } from "../rules/wording.ts";
import type { Inventory } from "../workload/inventory.ts";
import type { ResourcePolicy } from "../workload/resource-plan.ts";
import type { Plan } from "./plan-data.ts";
import { counted, percent } from "./report-facts.ts";

/** What a reader must know to judge the plan: defaults in force, what is missing and what it would give. */
export function planNotes(
  inventory: Inventory,
  plan: Pick<Plan, "supplySource" | "now">,
  unplacedToday: number,
): readonly string[] {
  return [
    ...historyNote(plan),
    ...policyNote(inventory, plan),
    ...supplyNote(inventory, plan),
    ...(unplacedToday === 0
      ? []
      : [
          `With today's values ${counted(unplacedToday, "pod")} would find no place; today's cost and nodes are those of the rest.`,
        ]),
    ...(inventory.workloads.some(({ perNode }) => perNode)
      ? ["A DaemonSet runs on every planned node that it tolerates: its replicas are the number of these nodes."]
      : []),
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
