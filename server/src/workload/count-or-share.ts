import { child, countOf, type Field, rootField, textOf } from "./field.ts";
import type { Located } from "./inventory.ts";
import type { Workload } from "./workload.ts";

/** A number of pods, or a share such as `50%`, as it is written. */
export function countOrShare(field: Field): Located<number | string> | undefined {
  const value = countOf(field) ?? textOf(field);
  if (value === undefined || field.node === undefined) return undefined;
  return { value, span: field.node.span, path: field.path };
}

/** How many of `total` a number or a share of them is; undefined where the text is neither. */
export function countedOf(value: number | string, total: number, round: "up" | "down"): number | undefined {
  if (typeof value === "number") return value;
  const percent = /^(\d{1,9})%$/.exec(value)?.[1];
  if (percent === undefined) return undefined;
  const exact = (Number(percent) * total) / 100;
  return round === "up" ? Math.ceil(exact) : Math.floor(exact);
}

/**
 * How many pods of a workload may run beyond its replicas while it is updated: for a Deployment that rolls, `maxSurge`
 * or its default of a quarter, rounded up as the API does; a DaemonSet's surge is on other nodes; others have none.
 */
export function surgeOf(workload: Workload): number {
  if (workload.kind !== "Deployment") return 0;
  const strategy = child(rootField(workload.document), "spec", "strategy");
  if (textOf(child(strategy, "type")) === "Recreate") return 0;
  const written = countOrShare(child(strategy, "rollingUpdate", "maxSurge"))?.value ?? "25%";
  return countedOf(written, workload.replicas.value, "up") ?? 0;
}
