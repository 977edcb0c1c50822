import type { ManifestDocument } from "../document/document.ts";
import type { Path } from "../document/span.ts";
import type { PlannedWorkload } from "../plan/plan-data.ts";
import { recommendedChanges } from "../rules/recommended-changes.ts";
import type { Workload } from "../workload/workload.ts";
import { adviceOf, type Snapshot } from "../workspace/snapshot.ts";
import type { HoverOptions } from "./hover-options.ts";
import { notPlanned, plannedOf, samePath } from "./plan-hints.ts";

/** A workload's number of replicas, or its autoscaler's bounds; undefined where the path is none of them. */
export function replicasHover(
  snapshot: Snapshot,
  document: ManifestDocument,
  path: Path,
  options: HoverOptions,
): string | undefined {
  const workload = scaledAt(snapshot, document, path);
  if (workload === undefined) return undefined;
  const head = `**Replicas** of ${workload.kind} \`${workload.name}\``;
  const planned = plannedOf(snapshot, workload);
  if (planned === undefined) return `${head}\n\n${notPlanned(snapshot, workload, options)}`;
  return [head, ...replicaParts(planned)].join("\n\n");
}

/** The use at which an autoscaler adds pods, and what it becomes with the recommended requests. */
export function targetHover(
  snapshot: Snapshot,
  document: ManifestDocument,
  path: Path,
  options: HoverOptions,
): string | undefined {
  const autoscaler = snapshot.inventory.autoscalers.find((candidate) => candidate.document === document);
  const metric = autoscaler?.metrics.find(({ target }) => samePath(target.path, path));
  const workload = snapshot.inventory.workloads.find(({ id }) => id === autoscaler?.target);
  if (metric === undefined || workload === undefined) return undefined;
  const head = `**Target** for ${metric.resource} of ${workload.kind} \`${workload.name}\``;
  const advice = adviceOf(snapshot);
  if (advice === undefined) return `${head}\n\n${notPlanned(snapshot, workload, options)}`;
  if (metric.targetType === "averageValue")
    return `${head}\n\nAn amount for each pod: it does not depend on requests and stays.`;
  const { changes } = recommendedChanges(advice, snapshot.inventory, workload);
  const restated = changes.find((change) => change.document === document && samePath(change.path, path));
  const today = `${metric.target.value} %`;
  return restated === undefined
    ? `${head}\n\n${today}: stays as it is.`
    : `${head}\n\n${today} → **${restated.scalar} %**\n\nA share of the request: with the recommended request, this share keeps the use at which pods are added where it is today.`;
}

/** The workload whose replicas the path sets, in its own document or in its autoscaler's. */
function scaledAt({ inventory }: Snapshot, document: ManifestDocument, path: Path): Workload | undefined {
  const own = inventory.workloads.find((workload) => workload.document === document && isReplicas(workload, path));
  if (own !== undefined) return own;
  const autoscaler = inventory.autoscalers.find((candidate) => candidate.document === document);
  const bounds = autoscaler === undefined ? [] : [autoscaler.minReplicas, autoscaler.maxReplicas];
  if (!bounds.some((bound) => samePath(bound.path, path))) return undefined;
  return inventory.workloads.find(({ id }) => id === autoscaler?.target);
}

/** A kind with bounds of its own has `maxReplicas` beside the number that is planned. */
function isReplicas({ replicas }: Workload, path: Path): boolean {
  if (replicas.path === undefined) return false;
  if (samePath(replicas.path, path)) return true;
  return replicas.bounds !== undefined && samePath([...replicas.path.slice(0, -1), "maxReplicas"], path);
}

function replicaParts({ sizing: { replicas }, placed, unplaced }: PlannedWorkload): readonly string[] {
  const { current, recommended, reason, needed } = replicas;
  return [
    current === recommended ? `${current}: stays as it is.` : `${current} → **${recommended}**`,
    ...(reason === undefined ? [] : [reason]),
    ...(needed === undefined ? [] : [`The forecast peak needs ${needed}, more than the largest number allowed.`]),
    ...(placed + unplaced === 0 ? [] : [placement(placed, unplaced)]),
  ];
}

function placement(placed: number, unplaced: number): string {
  return unplaced === 0
    ? `All ${placed} find a place on the planned nodes.`
    : `${unplaced} of ${placed + unplaced} find no place on the nodes.`;
}
