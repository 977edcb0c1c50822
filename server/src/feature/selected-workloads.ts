import type { ManifestDocument } from "../document/document.ts";
import { entriesAt, entryAt } from "../document/locate.ts";
import type { Path, Span } from "../document/span.ts";
import { child, rootField, textsOf } from "../workload/field.ts";
import type { Workload } from "../workload/workload.ts";
import type { Snapshot } from "../workspace/snapshot.ts";

/** A selector of pods by labels: of a Service, a PodDisruptionBudget, or another object beside its workloads. */
export interface LabelSelector {
  readonly document: ManifestDocument;
  /** The selector's key. */
  readonly span: Span;
  /** Key and labels together. */
  readonly extent: Span;
  readonly labels: Readonly<Record<string, string>>;
}

/** The selector of a document; undefined where it has none, or an empty one. */
export function selectorOf(document: ManifestDocument): LabelSelector | undefined {
  const path = selectors.get(document.kind);
  if (path === undefined) return undefined;
  const entry = entryAt(document.root, path.selector);
  if (entry === undefined || entriesAt(document.root, path.labels).length === 0) return undefined;
  const labels = textsOf(child(rootField(document), ...path.labels.map(String)));
  const extent = { start: entry.keySpan.start, end: (entry.alias ?? entry.value.span).end };
  return { document, span: entry.keySpan, extent, labels };
}

/** The workloads whose pods a selector selects: those of its namespace that have all of its labels. */
export function selectedBy({ inventory }: Snapshot, { document, labels }: LabelSelector): readonly Workload[] {
  return inventory.workloads.filter(
    (workload) => workload.namespace === document.namespace && selects(labels, workload),
  );
}

/** The selectors of all files that select a workload's pods. */
export function selectorsOf({ files }: Snapshot, workload: Workload): readonly LabelSelector[] {
  const documents = [...files.values()].flatMap((source) => source.documents);
  return documents
    .filter(({ namespace, kind }) => namespace === workload.namespace && selectors.has(kind))
    .flatMap((document) => selectorOf(document) ?? [])
    .filter(({ labels }) => selects(labels, workload));
}

function selects(labels: LabelSelector["labels"], { podLabels }: Workload): boolean {
  return Object.entries(labels).every(([key, value]) => podLabels[key] === value);
}

const selectors: ReadonlyMap<string, { readonly selector: Path; readonly labels: Path }> = new Map([
  ["Service", { selector: ["spec", "selector"], labels: ["spec", "selector"] }],
  ["PodDisruptionBudget", { selector: ["spec", "selector"], labels: ["spec", "selector", "matchLabels"] }],
  ["NetworkPolicy", { selector: ["spec", "podSelector"], labels: ["spec", "podSelector", "matchLabels"] }],
]);
