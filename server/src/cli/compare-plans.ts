import { readFile } from "node:fs/promises";
import path from "node:path";
import { whyUnreadable } from "../node/manifest-files.ts";
import type { Plan } from "../plan/plan-data.ts";
import { planToJson } from "../plan/to-json.ts";
import { type Io, UserError } from "./io.ts";

/** What a comparison looks at of a plan, as `plan --format json` gives it. */
export interface ComparedPlan {
  readonly workloads: readonly ComparedWorkload[];
  readonly totals: { readonly costPerHour: { readonly current: number | null; readonly planned: number | null } };
}

interface ComparedWorkload {
  readonly id: string;
  readonly replicas: { readonly current: number | null };
  readonly containers: readonly ComparedContainer[];
}

interface ComparedContainer {
  readonly name: string;
  readonly resources: Readonly<Record<string, { readonly request: { readonly current: number | null } }>>;
}

/** What a change costs: Markdown for a comment on it, and by how much it costs more. */
export interface Comparison {
  readonly markdown: string;
  /** Of the cost before; undefined where a plan has no cost. */
  readonly increase: number | undefined;
}

/**
 * The plan of the base, from the JSON that `plan --format json` printed there.
 * @throws UserError where the file holds none.
 */
export async function loadPlan(io: Io, name: string): Promise<ComparedPlan> {
  const text = await readFile(path.resolve(io.cwd, name), "utf8").catch((error: unknown) => {
    throw new UserError(`${name} cannot be read: ${whyUnreadable(error)}.`);
  });
  const plan = parse(text);
  if (plan === undefined)
    throw new UserError(`${name} holds no plan. "resource-planner plan --format json" prints one.`);
  return plan;
}

/** The same of a plan that was just made. */
export function comparable(plan: Plan): ComparedPlan {
  const json = planToJson(plan, () => ({ start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }));
  return JSON.parse(JSON.stringify(json));
}

/** What the manifests of `after` cost as they are written, beside those of `before`. */
export function comparePlans(before: ComparedPlan, after: ComparedPlan): Comparison {
  const [old, now] = [before.totals.costPerHour.current, after.totals.costPerHour.current];
  const increase = old === null || now === null ? undefined : increaseOf(old, now);
  const rows = changedRows(before, after);
  const table = [
    "| workload | before | after |",
    "| --- | --- | --- |",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
  ];
  const blocks = [
    "## Cost of this change",
    costLine(old, now, increase),
    rows.length === 0 ? "No workload asks for other resources." : table.join("\n"),
  ];
  return { markdown: `${blocks.join("\n\n")}\n`, increase };
}

function increaseOf(before: number, after: number): number {
  if (before === 0) return after === 0 ? 0 : Number.POSITIVE_INFINITY;
  return (after - before) / before;
}

function costLine(before: number | null, after: number | null, increase: number | undefined): string {
  if (before === null || after === null || increase === undefined) {
    return "No cost is known: the ResourcePlan has no pools with prices.";
  }
  const share = Number.isFinite(increase) ? ` (${signed(increase * 100)} %)` : "";
  return `**${before.toFixed(2)}/h → ${after.toFixed(2)}/h**${share}`;
}

function signed(number: number): string {
  return `${number < 0 ? "−" : "+"}${Math.abs(number).toFixed(1)}`;
}

function changedRows(before: ComparedPlan, after: ComparedPlan): readonly (readonly string[])[] {
  const ids = [...new Set([...before.workloads, ...after.workloads].map(({ id }) => id))].toSorted();
  return ids.flatMap((id) => {
    const [old, now] = [before, after].map(({ workloads }) => inWords(workloads.find((each) => each.id === id)));
    return old === now || old === undefined || now === undefined ? [] : [[plain(id), plain(old), plain(now)]];
  });
}

/** `4 × (web: cpu 0.5, memory 128 Mi)`. */
function inWords(workload: ComparedWorkload | undefined): string {
  if (workload === undefined) return "–";
  const containers = workload.containers.map(({ name, resources }) => {
    const requests = Object.entries(resources).map(
      ([resource, { request }]) => `${resource} ${amount(resource, request.current)}`,
    );
    return `${name}: ${requests.join(", ")}`;
  });
  return `${workload.replicas.current ?? "?"} × (${containers.join("; ")})`;
}

function amount(resource: string, value: number | null): string {
  if (value === null) return "none";
  if (resource === "memory" || resource.endsWith("storage")) return `${Math.round(value / 2 ** 20)} Mi`;
  return String(Math.round(value * 1000) / 1000);
}

/** Names cannot break out of a table. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#~]/g, "\\$&");
}

function parse(text: string): ComparedPlan | undefined {
  try {
    const json: Partial<ComparedPlan> | null = JSON.parse(text);
    return Array.isArray(json?.workloads) && json.totals !== undefined
      ? { workloads: json.workloads, totals: json.totals }
      : undefined;
  } catch {
    return undefined;
  }
}
