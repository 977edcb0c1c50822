import type { CodeLens } from "vscode-languageserver";
import { money } from "../plan/report-facts.ts";
import { describeAmount } from "../quantity/round.ts";
import type { Workload } from "../workload/workload.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { environmentLenses } from "./environment-lens.ts";
import { rangeOf } from "./to-lsp.ts";
import { isChanging, type WorkloadSize, workloadChange } from "./workload-change.ts";

/**
 * What the last plan would change about each workload of a file as it is written now, above its name. The command takes
 * the workload's id and writes it all. `resolves`: the editor asks for the command of each lens once it comes into view.
 */
export function codeLenses(snapshot: Snapshot, file: string, command: string, resolves: boolean = false): CodeLens[] {
  const source = snapshot.files.get(file);
  if (source === undefined) return [];
  const lenses = snapshot.inventory.workloads
    .filter((workload) => workload.document.file === file && isChanging(snapshot, workload))
    .map((workload) => {
      const lens: CodeLens = { range: rangeOf(source, workload.nameSpan), data: workload.id };
      return resolves ? lens : resolveCodeLens(snapshot, lens, command);
    });
  return [...lenses, ...environmentLenses(snapshot, file)];
}

/** A lens with its command; its title is empty where there is nothing to change any more. */
export function resolveCodeLens(snapshot: Snapshot, lens: CodeLens, command: string): CodeLens {
  // Some editors ask for those too that came whole.
  if (lens.command !== undefined) return lens;
  const workload = snapshot.inventory.workloads.find(({ id }) => id === lens.data);
  const title = workload && lensTitle(snapshot, workload);
  return {
    ...lens,
    command: title === undefined ? { title: "", command: "" } : { title, command, arguments: [lens.data] },
  };
}

/** `4 × 500m → 3 × 340m · 2 nodes → 1 · −0.9/h`; undefined where nothing would change. */
function lensTitle(snapshot: Snapshot, workload: Workload): string | undefined {
  const change = workloadChange(snapshot, workload);
  if (change === undefined) return undefined;
  const { today, planned } = change;
  const shown = shownResources(today, planned);
  const parts = [`${sizeText(today, shown)} → ${sizeText(planned, shown)}`];
  const nodes = nodesText(today, planned);
  if (nodes !== undefined) parts.push(nodes);
  const cost = (planned.costPerHour ?? 0) - (today.costPerHour ?? 0);
  const amount = money(Math.abs(cost));
  if (amount !== money(0)) parts.push(`${cost < 0 ? "−" : "+"}${amount}/h`);
  return parts.join(" · ");
}

/** Cpu, and memory or devices where they change. */
function shownResources(today: WorkloadSize, planned: WorkloadSize): readonly string[] {
  const all = [...new Set(["cpu", "memory", ...Object.keys(today.requests), ...Object.keys(planned.requests)])];
  const changing = all.filter((resource) => today.requests[resource] !== planned.requests[resource]);
  return changing.length > 0 ? changing.slice(0, 3) : ["cpu"];
}

function sizeText({ replicas, requests }: WorkloadSize, resources: readonly string[]): string {
  const amounts = resources.map((resource) => {
    const amount = requests[resource];
    return amount === undefined ? "–" : describeAmount(resource, amount);
  });
  return `${replicas} × ${amounts.join("/")}`;
}

function nodesText(today: WorkloadSize, planned: WorkloadSize): string | undefined {
  if (today.nodes === undefined || planned.nodes === undefined) return undefined;
  const [before, after] = [digits(today.nodes), digits(planned.nodes)];
  return before === after ? undefined : `${before} ${before === "1" ? "node" : "nodes"} → ${after}`;
}

/** Two digits after the point at most, and only as many as tell something. */
function digits(value: number): string {
  const size = Math.abs(value);
  return String(Number(value.toFixed(size >= 10 ? 0 : size >= 0.95 ? 1 : 2)));
}
