import { describeAmount } from "../quantity/round.ts";
import type { Plan, PlannedPool, PlannedWorkload } from "./plan-data.ts";
import { inOrder, money, none, percent, type ValueChange, valueChanges } from "./report-facts.ts";

/** A cell of a plain table: its text, and what to make of it at a glance. */
export interface Cell {
  readonly text: string;
  readonly tone?: "change" | "same" | "bad" | "name";
}

/** Headings and rows of a table that is the same in a terminal and in Markdown. */
export interface PlainTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Each container's values today and by the plan; a workload's further containers leave its own columns empty. */
export function workloadTable(plan: Plan): PlainTable {
  return {
    headings: ["Workload", "Replicas", "Container", "CPU", "CPU limit", "Memory", "Memory limit", "Other", "Placed"],
    rows: plan.workloads.flatMap((workload) => workloadRows(plan, workload)),
  };
}

function workloadRows(plan: Plan, workload: PlannedWorkload): readonly (readonly Cell[])[] {
  const { sizing, kind, namespace, name } = workload;
  const { current, recommended } = sizing.replicas;
  const containers = sizing.containers.length > 0 ? sizing.containers : [{ name: none, resources: {} }];
  return containers.map((container, index) => {
    const changes = valueChanges(container.resources);
    const own = index === 0;
    const id = namespace === "default" ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
    return [
      own ? { text: id, tone: "name" } : empty,
      own ? arrow(String(current), String(recommended)) : empty,
      { text: container.name },
      valueCell(changes, "cpu", "request"),
      valueCell(changes, "cpu", "limit"),
      valueCell(changes, "memory", "request"),
      valueCell(changes, "memory", "limit"),
      otherCell(changes),
      own ? placedCell(plan, workload) : empty,
    ];
  });
}

const empty: Cell = { text: "" };

function valueCell(changes: readonly ValueChange[], resource: string, role: ValueChange["role"]): Cell {
  const change = changes.find((each) => each.resource === resource && each.role === role);
  return change === undefined ? { text: none, tone: "same" } : arrow(change.current, change.recommended);
}

function otherCell(changes: readonly ValueChange[]): Cell {
  const others = changes.filter(
    ({ resource, role }) => resource !== "cpu" && resource !== "memory" && role === "request",
  );
  if (others.length === 0) return { text: none, tone: "same" };
  const texts = others.map(({ resource, current, recommended }) => `${resource} ${arrow(current, recommended).text}`);
  return { text: texts.join(", "), tone: others.some(({ changed }) => changed) ? "change" : "same" };
}

function arrow(current: string, recommended: string): Cell {
  return current === recommended
    ? { text: current, tone: "same" }
    : { text: `${current} → ${recommended}`, tone: "change" };
}

function placedCell({ supplySource }: Plan, { placed, unplaced }: PlannedWorkload): Cell {
  if (supplySource === "none") return { text: none, tone: "same" };
  return unplaced === 0
    ? { text: `all ${placed}`, tone: "same" }
    : { text: `${placed} of ${placed + unplaced}`, tone: "bad" };
}

/** The pools with what the plan uses of them: nodes, the share of each resource, cost. */
export function poolTable({ pools }: Plan): PlainTable {
  const offered = pools.flatMap(({ allocatable }) =>
    Object.keys(allocatable).filter((name) => (allocatable[name] ?? 0) > 0),
  );
  const resources = inOrder([...new Set(offered)]);
  return {
    headings: ["Pool", "Nodes", ...resources, "Cost/h"],
    rows: pools.map((pool) => [
      { text: pool.pool.name, tone: "name" },
      { text: `${pool.nodes} of ${pool.pool.nodes.max}` },
      ...resources.map((resource) => usedCell(pool, resource)),
      { text: money(pool.costPerHour) },
    ]),
  };
}

function usedCell({ nodes, allocatable, allocated, utilization }: PlannedPool, resource: string): Cell {
  const offered = (allocatable[resource] ?? 0) * nodes;
  if (offered === 0) return { text: none, tone: "same" };
  const used = describeAmount(resource, allocated[resource] ?? 0);
  return { text: `${percent(utilization[resource] ?? 0)} (${used} of ${describeAmount(resource, offered)})` };
}
