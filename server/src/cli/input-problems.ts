import type { Finding } from "../document/finding.ts";
import { positionAt } from "../feature/to-lsp.ts";
import { findingsOf, type Snapshot } from "../workspace/snapshot.ts";
import type { Manifests } from "./manifests.ts";

/**
 * What a plan must not pass over in silence, a line for each: manifests that cannot be read whole, and settings of the
 * ResourcePlan that have no effect. Everything else that is wrong is for `check` to say.
 */
export function inputProblems({ snapshot, named }: Pick<Manifests, "snapshot" | "named">): readonly string[] {
  const unread = [...snapshot.files.values()]
    .filter(({ file }) => named(file))
    .flatMap(({ findings }) => findings.filter(({ severity }) => severity === "error"));
  const problems = [...new Set([...unread, ...settingsWithoutEffect(snapshot)])].map((each) => inWords(snapshot, each));
  const more = problems.length - shown;
  return more > 0 ? [...problems.slice(0, shown), `and ${more} more; resource-planner check lists them.`] : problems;
}

function settingsWithoutEffect(snapshot: Snapshot): readonly Finding[] {
  const { document } = snapshot.inventory.resourcePlan;
  if (document === undefined) return [];
  return findingsOf(snapshot, document.file)
    .filter(({ span }) => document.span.start <= span.start && span.start <= document.span.end)
    .filter(({ severity }) => severity === "error" || severity === "warning");
}

function inWords({ files }: Snapshot, { file, span, message }: Finding): string {
  const source = files.get(file);
  if (source === undefined) return `${file}: ${message}`;
  const { line, character } = positionAt(source, span.start);
  return `${file}:${line + 1}:${character + 1}: ${message}`;
}

/** Enough to see what it is about. */
const shown = 5;
