import type { ManifestDocument } from "../document/document.ts";
import type { Place } from "../document/locate.ts";
import { advisedValues } from "../rules/advised-values.ts";
import { replicaChange } from "../rules/replicas.ts";
import { adviceFor } from "../workspace/environment-advice.ts";
import { type EnvironmentValue, environmentValues } from "../workspace/environment-values.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { samePath } from "./plan-hints.ts";

/**
 * What each environment makes of a value, where they do not all take it as it stands: `production: 1500m → 1, set in
 * overlays/production/web.yaml`. Undefined where nothing is to be said.
 */
export function environmentHover(
  snapshot: Snapshot,
  document: ManifestDocument,
  { path, span }: Place,
): string | undefined {
  const values = environmentValues(snapshot.environments, document, path, span);
  const told = values.map((value) => ({ value, advised: advisedText(snapshot, value) }));
  const isElsewhere = ({ origin }: EnvironmentValue): boolean => origin?.file !== document.file;
  if (!told.some(({ value, advised }) => advised !== undefined || isElsewhere(value))) return undefined;
  const lines = told.map(({ value, advised }) => {
    const change = advised === undefined ? "" : ` → **${advised}**`;
    const place = isElsewhere(value) && value.origin !== undefined ? `, set in ${shortName(value.origin.file)}` : "";
    return `- ${value.environment.name}: ${value.node.source}${change}${place}`;
  });
  return ["**By environment**", lines.join("\n")].join("\n\n");
}

/** What the environment's plan would write there. */
function advisedText({ plan }: Snapshot, { environment, document, path }: EnvironmentValue): string | undefined {
  const advice = plan && adviceFor(plan, environment.name);
  if (advice === undefined) return undefined;
  for (const workload of environment.inventory.workloads.filter((each) => each.document === document)) {
    const values = advisedValues(advice, environment.inventory, workload);
    const text = values.find((value) => samePath(value.path, path))?.text;
    const replicas = replicaChange(advice, workload).find((change) => samePath(change.path, path))?.scalar;
    if (text !== undefined || replicas !== undefined) return text ?? replicas;
  }
  return undefined;
}

/** A file's name with the folder that it is in. */
function shortName(file: string): string {
  return file.split("/").slice(-2).join("/");
}
