import type { ManifestDocument, SourceFile, ValueNode } from "../../document/document.ts";
import { itemsAt, scalarAt } from "../../document/locate.ts";
import { isJson } from "../../document/parse.ts";
import type { Span } from "../../document/span.ts";
import { type BuiltMap, type BuiltValue, builtFrom, stringIn, type Written } from "./built-value.ts";
import { inlineText } from "./inline-text.ts";
import { targetOf } from "./target.ts";

/** A patch that a kustomization names or holds: its documents, and what it is for. */
export interface Patch {
  readonly documents: readonly PatchDocument[];
  /** Undefined where the patch itself says which object it changes. */
  readonly target: ValueNode | undefined;
  /** Where the kustomization speaks of it. */
  readonly span: Span;
  readonly keepsName: boolean;
}

/** One document of a patch. */
export interface PatchDocument {
  readonly value: BuiltValue;
  readonly document: ManifestDocument;
  /** The file that the document is parsed from, which for an inline patch is a text of its own. */
  readonly source: SourceFile;
  readonly written: Written;
  readonly indent: string | undefined;
}

/** What a build reads files by. */
export interface PatchFiles {
  readonly kustomization: ManifestDocument;
  readonly source: SourceFile;
  /** The file that a path leads to, from the kustomization's folder; undefined where it is not known, which is noted. */
  readonly fileAt: (path: string, span: Span) => SourceFile | undefined;
}

/** The patches of the three fields that hold some, each field's in its order. */
export function patchesIn(
  files: PatchFiles,
  field: "patches" | "patchesStrategicMerge" | "patchesJson6902",
): readonly Patch[] {
  return itemsAt(files.kustomization.root, [field]).flatMap(({ value }) =>
    field === "patchesStrategicMerge" ? strategic(files, value) : [patch(files, value)],
  );
}

function patch(files: PatchFiles, value: ValueNode): Patch {
  const inline = scalarAt(value, ["patch"]);
  const path = scalarAt(value, ["path"]);
  const keepsName = scalarAt(value, ["options", "allowNameChange"])?.value !== true;
  const documents =
    inline !== undefined && inline.value !== null
      ? inlineDocuments(files, inline)
      : path === undefined
        ? []
        : fileDocuments(files, String(path.value), path.span);
  return { documents, target: targetOf(value), span: (inline ?? path ?? value).span, keepsName };
}

/** An entry is a path or, where it has more than one line, the patch itself. */
function strategic(files: PatchFiles, value: ValueNode): readonly Patch[] {
  if (value.type !== "scalar") return [];
  const text = String(value.value);
  const documents = text.includes("\n") ? inlineDocuments(files, value) : fileDocuments(files, text, value.span);
  return [{ documents, target: undefined, span: value.span, keepsName: true }];
}

function inlineDocuments({ source }: PatchFiles, scalar: Parameters<typeof inlineText>[1]): readonly PatchDocument[] {
  const inline = inlineText(source, scalar);
  return documentsOf(inline.source, inline, inline.indent);
}

function fileDocuments({ fileAt }: PatchFiles, path: string, span: Span): readonly PatchDocument[] {
  const source = fileAt(path, span);
  return source === undefined ? [] : source.documents.flatMap((document) => plainDocument(source, document));
}

/** A document of a file as it stands there. */
export function plainDocument(source: SourceFile, document: ManifestDocument): readonly PatchDocument[] {
  const written = { text: source.text, originOf: (span: Span) => ({ file: source.file, span }) };
  if (document.root === undefined) return [];
  return [
    {
      value: builtFrom(document.root, written),
      document,
      source,
      written,
      indent: isJson(source.file) ? undefined : "",
    },
  ];
}

function documentsOf(source: SourceFile, written: Written, indent: string | undefined): readonly PatchDocument[] {
  return source.documents.flatMap((document) =>
    document.root === undefined
      ? []
      : [{ value: builtFrom(document.root, written), document, source, written, indent }],
  );
}

/** The operations of a JSON 6902 patch; undefined where it is a strategic merge patch. */
export function operationsOf({ value }: PatchDocument): readonly BuiltValue[] | undefined {
  return value.type === "sequence" ? value.items : undefined;
}

/** What tells an object from all others. */
export interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
  /** All that it has had. */
  readonly names: readonly string[];
  readonly namespaces: readonly string[];
}

/** Whether a strategic merge patch names this object as its own; without a namespace it means one in `default`. */
export function isPatchFor(patch: BuiltMap, { apiVersion, kind, names, namespaces }: Identity): boolean {
  return (
    stringIn(patch, ["apiVersion"]) === apiVersion &&
    stringIn(patch, ["kind"]) === kind &&
    names.includes(stringIn(patch, ["metadata", "name"]) ?? "") &&
    namespaces.includes(stringIn(patch, ["metadata", "namespace"]) ?? "default")
  );
}
