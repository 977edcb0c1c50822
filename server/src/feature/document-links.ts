import type { DocumentLink } from "vscode-languageserver";
import type { ManifestDocument, ScalarNode, SourceFile } from "../document/document.ts";
import { entriesAt, itemsAt, ownValues } from "../document/locate.ts";
import type { Path, Span } from "../document/span.ts";
import { globMatcher } from "../workspace/glob.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { rangeOf } from "./to-lsp.ts";

/** What can be followed: web addresses in annotations, and the files that a ResourcePlan or a kustomization names. */
export function documentLinks(snapshot: Snapshot, file: string): DocumentLink[] {
  const source = snapshot.files.get(file);
  if (source === undefined) return [];
  return source.documents.flatMap((document) => [
    ...annotationLinks(source, document),
    ...fileLinks(snapshot, source, document),
  ]);
}

function annotationLinks(source: SourceFile, document: ManifestDocument): readonly DocumentLink[] {
  const places: readonly Path[] = [
    ["metadata", "annotations"],
    ["spec", "template", "metadata", "annotations"],
  ];
  const values = places.flatMap((path) => entriesAt(document.root, path)).filter(({ merged }) => !merged);
  return values.flatMap(({ value }) => (value.type === "scalar" ? webLinks(source, value) : []));
}

function webLinks(source: SourceFile, { span }: ScalarNode): readonly DocumentLink[] {
  const text = source.text.slice(span.start, span.end);
  return [...text.matchAll(/https?:\/\/[^\s"'<>{}|\\^`]+[^\s"'<>{}|\\^`.,;:!?)\]]/g)].map((match) => {
    const start = span.start + match.index;
    return { range: rangeOf(source, { start, end: start + match[0].length }), target: match[0] };
  });
}

/** A glob leads to its file where it names one alone. */
function fileLinks(snapshot: Snapshot, source: SourceFile, document: ManifestDocument): readonly DocumentLink[] {
  const folder = source.file.slice(0, source.file.lastIndexOf("/") + 1);
  const known = [...snapshot.files.keys(), ...(snapshot.plan?.historyFiles ?? []).map(({ file }) => file)];
  return globsOf(document).flatMap(({ text, span }) => {
    const target = targetOf(folder, text, known);
    return target === undefined ? [] : { range: rangeOf(source, span), target, tooltip: "Open the file" };
  });
}

function targetOf(folder: string, glob: string, known: readonly string[]): string | undefined {
  const isMatch = globMatcher([glob.replace(/^\.\//, "")]);
  const found = known.filter((file) => file.startsWith(folder) && isMatch(decoded(file.slice(folder.length))));
  return found.length === 1 ? found[0] : undefined;
}

function globsOf({ kind, root, file }: ManifestDocument): readonly { readonly text: string; readonly span: Span }[] {
  const lists: readonly Path[] =
    kind === "ResourcePlan"
      ? [
          ["spec", "manifests"],
          ["spec", "history"],
        ]
      : /(^|\/)kustomization\.ya?ml$/i.test(file)
        ? [["resources"], ["components"], ["patches"], ["patchesStrategicMerge"]]
        : [];
  const values = lists.flatMap((path) => itemsAt(root, path)).filter(({ alias }) => alias === undefined);
  return values
    .flatMap(({ value }) => [...ownValues(value)])
    .flatMap((node) => (node.type === "scalar" && typeof node.value === "string" ? [node] : []))
    .filter(({ value }) => typeof value === "string" && !value.includes("\n"))
    .map(({ value, span }) => ({ text: String(value), span }));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
