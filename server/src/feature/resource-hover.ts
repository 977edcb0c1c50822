import type { ManifestDocument } from "../document/document.ts";
import type { Path } from "../document/span.ts";
import type { PlannedWorkload } from "../plan/plan-data.ts";
import { advisedValues } from "../rules/advised-values.ts";
import type { Container, Workload } from "../workload/workload.ts";
import { adviceOf, type Snapshot } from "../workspace/snapshot.ts";
import { adviceText } from "./advice-text.ts";
import type { HoverOptions } from "./hover-options.ts";
import { historyHint, notPlanned, plannedOf, samePath } from "./plan-hints.ts";

/**
 * A request or limit of a container: today's value, what the plan recommends, and what that rests on.
 * Undefined where the path is none.
 */
export function resourceHover(
  snapshot: Snapshot,
  document: ManifestDocument,
  path: Path,
  options: HoverOptions,
): string | undefined {
  const setting = settingAt(snapshot, document, path);
  if (setting === undefined) return undefined;
  const { workload, container, resource, role } = setting;
  const head = `**${resource} ${role}** of container \`${container.name}\` in ${workload.kind} \`${workload.name}\``;
  const planned = plannedOf(snapshot, workload);
  const text =
    planned === undefined
      ? notPlanned(snapshot, workload, options)
      : plannedText(snapshot, setting, path, planned, options);
  return `${head}\n\n${text}`;
}

interface SettingPlace {
  readonly workload: Workload;
  readonly container: Container;
  readonly resource: string;
  readonly role: "request" | "limit";
}

function settingAt({ inventory }: Snapshot, document: ManifestDocument, path: Path): SettingPlace | undefined {
  const resource = path.at(-1);
  const role = ({ requests: "request", limits: "limit" } as const)[String(path.at(-2))];
  const workload = inventory.workloads.find((candidate) => candidate.document === document);
  const container = workload?.containers.find((candidate) => samePath(candidate.path, path.slice(0, -3)));
  if (workload === undefined || container === undefined) return undefined;
  return typeof resource === "string" && role !== undefined ? { workload, container, resource, role } : undefined;
}

function plannedText(
  snapshot: Snapshot,
  { workload, container }: SettingPlace,
  path: Path,
  planned: PlannedWorkload,
  options: HoverOptions,
): string {
  const advice = adviceOf(snapshot);
  const values = advice === undefined ? [] : advisedValues(advice, snapshot.inventory, workload);
  const value = values.find((advised) => samePath(advised.path, path));
  if (value !== undefined) return adviceText(snapshot, planned, value, options);
  if (container.type === "init") return "An init container keeps its values: only what runs all the time is sized.";
  return `Nothing is recommended. ${historyHint}`;
}
