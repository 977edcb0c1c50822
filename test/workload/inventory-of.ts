import { parseFile } from "../../server/src/document/parse.ts";
import type { Inventory } from "../../server/src/workload/inventory.ts";
import { readInventory } from "../../server/src/workload/read.ts";
import type { ResourceSettings, Workload } from "../../server/src/workload/workload.ts";
import { dedent, extractFiles } from "../support/fixture.ts";

/** The inventory of a fixture: one file `test.yaml`, or several that begin with `#- path`. */
export function inventoryOf(fixture: string): Inventory {
  const text = dedent(fixture);
  const files = text.startsWith("#- ") ? extractFiles(text) : new Map([["test.yaml", text]]);
  return readInventory([...files].map(([file, content]) => parseFile(file, content)));
}

/** The workload of a fixture that holds one. */
export function workloadOf(fixture: string): Workload {
  const [workload, ...others] = inventoryOf(fixture).workloads;
  if (workload === undefined || others.length > 0) throw new Error("The fixture must hold one workload.");
  return workload;
}

/** The planned workloads as lines: the id with what sets it apart, and its containers with `request/limit`. */
export function summaryOf(workloads: readonly Workload[]): string {
  return workloads.flatMap((workload) => [headOf(workload), ...workload.containers.map(containerOf)]).join("\n");
}

function headOf(workload: Workload): string {
  const { replicas } = workload;
  const facts = [
    workload.id,
    workload.perNode ? "per node" : `x${replicas.value}`,
    ...(replicas.bounds === undefined ? [] : [`${replicas.bounds.min}..${replicas.bounds.max}`]),
    ...(replicas.span === undefined ? [] : ["written"]),
    ...(workload.runsToCompletion ? ["to completion"] : []),
    ...(workload.priority === 0 ? [] : [`priority ${workload.priority}`]),
    ...Object.entries(workload.podLabels).map(([key, value]) => `${key}=${value}`),
  ];
  return facts.join(" ");
}

function containerOf({ type, name, requests, limits }: Workload["containers"][number]): string {
  const names = [...new Set([...Object.keys(requests), ...Object.keys(limits)])];
  const amounts = names.map((resource) => `${resource} ${written(requests, resource)}/${written(limits, resource)}`);
  return `  ${[type, name, ...amounts].join(" ")}`;
}

function written(settings: ResourceSettings, resource: string): string {
  const setting = settings[resource];
  if (setting === undefined) return "-";
  return `${setting.source}${setting.shared ? "*" : ""}${setting.value === undefined ? "?" : ""}`;
}
