import { documentAt, nodeAt, stringAt } from "../document/locate.ts";
import type { Path } from "../document/span.ts";
import { type Candidate, itemKind, literal } from "./candidate.ts";
import type { CompletionSite } from "./completion-site.ts";
import { referenceIndexOf } from "./reference-index.ts";
import { isClusterWide, referencedKinds } from "./reference-kinds.ts";

/** Names of objects in the workspace, where a field refers to one; of the document's own namespace alone. */
export function nameCandidates(site: CompletionSite): readonly Candidate[] {
  const { snapshot, source, cursor } = site;
  if (cursor.kind === "ResourcePlan") return cursor.path.at(-1) === "ref" ? workloadIds(site) : [];
  const document = documentAt(source, cursor.word.start);
  const sibling = stringAt(nodeAt(document?.root, cursor.path.slice(0, -1)), ["kind"]);
  const kinds = referencedKinds(cursor.path, cursor.kind, sibling);
  if (kinds === undefined) return [];
  if (kinds.includes("Namespace")) return namespaces(site);
  const namespace = document?.namespace ?? "default";
  const ids = [...referenceIndexOf(snapshot).objects.keys()].map((id) => id.split("/"));
  return ids
    .filter(([kind = "", space]) => kinds.includes(kind) && (isClusterWide(kind) || space === namespace))
    .map(([kind = "", , name = ""]) => candidate(name, kind));
}

/** Labels that select pods of the workspace: keys where a selector's key is due. */
export function labelKeyCandidates(site: CompletionSite): readonly Candidate[] {
  const { cursor } = site;
  if (cursor.on === "value" || !isSelector(cursor.path, cursor.kind)) return [];
  const keys = new Set(labelsAround(site).flatMap((labels) => Object.keys(labels)));
  return [...keys]
    .filter((key) => !cursor.taken.has(key))
    .map((key) => ({
      ...candidate(key, "label"),
      snippet: `${literal(key)}${cursor.hasColon ? "" : ": $0"}`,
      asksNext: true,
    }));
}

/** The values that pods of the workspace have of a label that a selector names. */
export function labelValueCandidates(site: CompletionSite): readonly Candidate[] {
  const { cursor } = site;
  const key = cursor.path.at(-1);
  if (cursor.on !== "value" || typeof key !== "string" || !isSelector(cursor.path.slice(0, -1), cursor.kind)) return [];
  const values = new Set(labelsAround(site).flatMap((labels) => labels[key] ?? []));
  return [...values].map((value) => candidate(value, "label"));
}

function isSelector(path: Path, kind: string): boolean {
  if (path.at(-1) === "matchLabels") return true;
  return kind === "Service" && path.length === 2 && path[0] === "spec" && path[1] === "selector";
}

function labelsAround({ snapshot, source, cursor }: CompletionSite): readonly Readonly<Record<string, string>>[] {
  const namespace = documentAt(source, cursor.word.start)?.namespace ?? "default";
  return snapshot.inventory.workloads.filter((each) => each.namespace === namespace).map(({ podLabels }) => podLabels);
}

function workloadIds({ snapshot }: CompletionSite): readonly Candidate[] {
  return snapshot.inventory.workloads.map(({ id, kind }) => candidate(id, kind));
}

function namespaces({ snapshot }: CompletionSite): readonly Candidate[] {
  const written = [...referenceIndexOf(snapshot).objects.keys()].flatMap((id) => {
    const [kind, namespace = "", name = ""] = id.split("/");
    return kind === "Namespace" ? [name] : [namespace];
  });
  return [...new Set(written)]
    .filter((name) => name !== "")
    .sort()
    .map((name) => candidate(name, "Namespace"));
}

function candidate(name: string, detail: string): Candidate {
  return { label: name, snippet: literal(name), kind: itemKind.reference, detail, rank: 5 };
}
