import type { ManifestDocument } from "../document/document.ts";
import type { Path } from "../document/span.ts";
import { roundUpReadable } from "../quantity/round.ts";
import type { Container, Workload } from "../workload/workload.ts";
import { adviceOf, type Snapshot } from "../workspace/snapshot.ts";

/** What the plan would write as a value, and why. */
export interface RecommendedValue {
  readonly text: string;
  readonly reason: string;
}

/** A request or limit of a container, whether it is written or not; undefined where the plan has no number. */
export function recommendedValue(
  snapshot: Snapshot,
  { id }: Workload,
  { name }: Container,
  resource: string,
  role: "request" | "limit",
): RecommendedValue | undefined {
  const container = adviceOf(snapshot)
    ?.sizings.get(id)
    ?.containers.find((each) => each.name === name);
  const sizing = container?.resources[resource];
  if (sizing === undefined || sizing[role].recommended === null) return undefined;
  const text = sizing[role].text ?? roundUpReadable(resource, sizing[role].recommended).text;
  return { text, reason: sizing.reason };
}

/** The resources of a container of which the plan knows something. */
export function sizedResources(snapshot: Snapshot, { id }: Workload, { name }: Container): readonly string[] {
  const container = adviceOf(snapshot)
    ?.sizings.get(id)
    ?.containers.find((each) => each.name === name);
  return Object.keys(container?.resources ?? {});
}

/** The container that a path leads into, and the way on from there. */
export function containerOn(
  { inventory }: Snapshot,
  document: ManifestDocument | undefined,
  path: Path,
): { readonly workload: Workload; readonly container: Container; readonly rest: Path } | undefined {
  for (const workload of inventory.workloads.filter((each) => each.document === document)) {
    const container = workload.containers.find((each) => each.path.every((step, index) => step === path[index]));
    if (container !== undefined) return { workload, container, rest: path.slice(container.path.length) };
  }
  return undefined;
}
