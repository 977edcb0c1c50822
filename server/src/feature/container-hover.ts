import type { ManifestDocument } from "../document/document.ts";
import type { Path } from "../document/span.ts";
import { backtestSentence } from "../plan/backtest-facts.ts";
import { type AdvisedValue, advisedValues } from "../rules/advised-values.ts";
import type { Container, Workload } from "../workload/workload.ts";
import { adviceOf, type Snapshot } from "../workspace/snapshot.ts";
import { adviceText, comparison } from "./advice-text.ts";
import type { HoverOptions } from "./hover-options.ts";
import { historyHint, notPlanned, plannedOf, samePath } from "./plan-hints.ts";

/**
 * A container as a whole, at its name and at its `resources`: all values in short, and the whole evidence for those
 * that are not written anywhere and so have no hover of their own. Undefined where the path is none of these places.
 */
export function containerHover(
  snapshot: Snapshot,
  document: ManifestDocument,
  path: Path,
  options: HoverOptions,
): string | undefined {
  const found = containerAt(snapshot, document, path);
  if (found === undefined) return undefined;
  const { workload, container } = found;
  const head = `**Container** \`${container.name}\` of ${workload.kind} \`${workload.name}\``;
  const planned = plannedOf(snapshot, workload);
  if (planned === undefined) return `${head}\n\n${notPlanned(snapshot, workload, options)}`;
  const advice = adviceOf(snapshot);
  const values = advice === undefined ? [] : advisedValues(advice, snapshot.inventory, workload);
  const known = values.filter((value) => value.container === container && value.sizing.demand !== undefined);
  if (known.length === 0) return `${head}\n\nNothing is recommended. ${historyHint}`;
  const isMissing = ({ role, setting, text }: AdvisedValue): boolean =>
    role === "request" && setting === undefined && text !== undefined;
  const rows = snapshot.plan?.backtest?.workloads[workload.id];
  return [
    head,
    ...(rows === undefined ? [] : [backtestSentence(rows, snapshot.plan?.backtest?.days ?? 0)]),
    known
      .filter(({ setting, text }) => setting !== undefined || text !== undefined)
      .map(inShort)
      .join("\n"),
    ...known
      .filter(isMissing)
      .map((value) => `**${value.resource}**: ${adviceText(snapshot, planned, value, options)}`),
  ].join("\n\n");
}

function containerAt(
  { inventory }: Snapshot,
  document: ManifestDocument,
  path: Path,
): { readonly workload: Workload; readonly container: Container } | undefined {
  for (const workload of inventory.workloads.filter((candidate) => candidate.document === document)) {
    const container = workload.containers.find((candidate) =>
      places.some((place) => samePath([...candidate.path, ...place], path)),
    );
    if (container !== undefined) return { workload, container };
  }
  return undefined;
}

function inShort(value: AdvisedValue): string {
  return `- ${value.resource} ${value.role}: ${comparison(value)}`;
}

const places: readonly Path[] = [["name"], ["resources"], ["resources", "requests"], ["resources", "limits"]];
