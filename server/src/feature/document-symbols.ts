import type { DocumentSymbol, SymbolKind } from "vscode-languageserver";
import type { ManifestDocument, SourceFile } from "../document/document.ts";
import { entryAt, nodeAt } from "../document/locate.ts";
import type { Path, Span } from "../document/span.ts";
import { groupBy } from "../history/group-by.ts";
import { nameSpanOf } from "../workload/name-span.ts";
import type { Container, ResourceSettings, Workload } from "../workload/workload.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { rangeOf } from "./to-lsp.ts";

/** Numbers of the protocol's `SymbolKind`. */
export const symbolKind: Readonly<Record<"object" | "workload" | "container" | "resource", SymbolKind>> = {
  object: 19,
  workload: 5,
  container: 2,
  resource: 8,
};

/** A file's outline: each object, below a workload its containers, and below these what they ask for. */
export function documentSymbols(snapshot: Snapshot, file: string): DocumentSymbol[] {
  const source = snapshot.files.get(file);
  if (source === undefined) return [];
  const { workloads, unplanned } = snapshot.inventory;
  const inFile = [...workloads, ...unplanned].filter(({ document }) => document.file === file);
  const byDocument = groupBy(inFile, ({ document }) => document);
  return source.documents
    .filter(({ kind }) => kind !== "" && !kind.endsWith("List"))
    .map((document) => objectSymbol(source, document, byDocument.get(document) ?? []));
}

/** An object as the outline and the search for symbols call it: `Deployment/serving/api`. */
export function objectName({ kind, namespace, name }: ManifestDocument): string {
  return `${kind}/${namespace}/${name}`;
}

function objectSymbol(source: SourceFile, document: ManifestDocument, workloads: readonly Workload[]): DocumentSymbol {
  const extent = document.root?.span ?? document.span;
  const containers = workloads.flatMap((workload) => workload.containers);
  return {
    name: objectName(document),
    detail: detailOf(workloads),
    kind: workloads.length > 0 ? symbolKind.workload : symbolKind.object,
    ...places(source, extent, nameSpanOf(document)),
    children: containers.map((container) => containerSymbol(source, document, container)),
  };
}

function detailOf(workloads: readonly Workload[]): string {
  const [workload] = workloads;
  if (workload?.replicas.path === undefined) return "";
  return workload.runsToCompletion ? "" : `× ${workload.replicas.value}`;
}

function containerSymbol(source: SourceFile, document: ManifestDocument, container: Container): DocumentSymbol {
  const { name, type, nameSpan, path } = container;
  const extent = nodeAt(document.root, path)?.span ?? nameSpan;
  return {
    name: name === "" ? "container" : name,
    detail: type === "main" ? (container.image ?? "") : type,
    kind: symbolKind.container,
    ...places(source, extent, nameSpan),
    children: [
      ...settingSymbols(source, document, [...path, "resources", "requests"], container.requests),
      ...settingSymbols(source, document, [...path, "resources", "limits"], container.limits),
    ],
  };
}

function settingSymbols(
  source: SourceFile,
  document: ManifestDocument,
  path: Path,
  settings: ResourceSettings,
): DocumentSymbol[] {
  const entry = entryAt(document.root, path);
  const written = Object.entries(settings);
  if (entry === undefined || entry.merged || entry.alias !== undefined || written.length === 0) return [];
  const extent = { start: entry.keySpan.start, end: entry.value.span.end };
  const detail = written.map(([resource, { source: text }]) => `${resource} ${text}`).join(", ");
  return [{ name: entry.key, detail, kind: symbolKind.resource, ...places(source, extent, entry.keySpan) }];
}

/** The protocol wants the name within the extent, which a name that came in by an alias is not. */
function places(source: SourceFile, extent: Span, name: Span): Pick<DocumentSymbol, "range" | "selectionRange"> {
  const isInside = extent.start <= name.start && name.end <= extent.end;
  const range = rangeOf(source, extent);
  return { range, selectionRange: isInside ? rangeOf(source, name) : { start: range.start, end: range.start } };
}
