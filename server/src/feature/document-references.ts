import type { ManifestDocument, ScalarNode, ValueNode } from "../document/document.ts";
import { isOwn, nodeAt, scalarAt, stringAt } from "../document/locate.ts";
import { oncePerDocument } from "../document/once-per-document.ts";
import type { Path, Span } from "../document/span.ts";
import { isClusterWide, referencedKinds } from "./reference-kinds.ts";

/** A name in the text that stands for an object. */
export interface NamePlace {
  /** `Kind/namespace/name`, the namespace empty for objects that belong to none; of several possible kinds one each. */
  readonly ids: readonly string[];
  readonly name: string;
  readonly file: string;
  /** The name alone, without quotes. */
  readonly span: Span;
}

/** What a document names: itself, and the objects that it refers to. */
export interface DocumentReferences {
  readonly own: NamePlace | undefined;
  readonly references: readonly NamePlace[];
}

/** The names in a document. Values that come in by an alias are found where their anchor stands. */
export const referencesIn: (document: ManifestDocument) => DocumentReferences = oncePerDocument((document) => {
  const name = scalarAt(document.root, ["metadata", "name"]);
  const own =
    name === undefined || document.kind === "" || document.name === ""
      ? undefined
      : placeOf(document, [document.kind], name);
  const references: NamePlace[] = [];
  const isOpaque = opaque.has(document.kind);
  const content = isOpaque ? nodeAt(document.root, ["metadata"]) : document.root;
  if (content !== undefined) collect(document, content, isOpaque ? ["metadata"] : [], references);
  return { own, references };
});

/** Kinds whose content is data, their metadata aside. */
const opaque = new Set(["ConfigMap", "Secret", "CustomResourceDefinition"]);

/** The identity of an object as references name it. */
function objectId(kind: string, namespace: string, name: string): string {
  return `${kind}/${isClusterWide(kind) ? "" : namespace}/${name}`;
}

function collect(document: ManifestDocument, node: ValueNode, path: Path, found: NamePlace[]): void {
  if (node.type === "sequence") {
    for (const [index, { value, alias }] of node.items.entries()) {
      // The items of a list are documents of their own.
      const isDocument = document.kind.endsWith("List") && path.length === 1 && path[0] === "items";
      if (alias === undefined && !isDocument) collect(document, value, [...path, index], found);
    }
    return;
  }
  if (node.type === "scalar") return;
  for (const { key, value } of node.entries.filter(isOwn)) {
    const here = [...path, key];
    if (value.type !== "scalar") collect(document, value, here, found);
    else if (typeof value.value === "string") found.push(...referencesAt(document, node, here, value));
  }
}

function referencesAt(
  document: ManifestDocument,
  owner: ValueNode,
  path: Path,
  value: ScalarNode,
): readonly NamePlace[] {
  if (document.kind === "ResourcePlan") return path.at(-1) === "ref" ? planReference(document, value) : [];
  const kinds = referencedKinds(path, document.kind, stringAt(owner, ["kind"]));
  return kinds === undefined ? [] : [placeOf(document, kinds, value)];
}

/** `Kind/namespace/name`, of which the namespace and the name are names. */
function planReference(document: ManifestDocument, value: ScalarNode): readonly NamePlace[] {
  const [kind = "", namespace = "", name] = value.source.split("/");
  if (name === undefined) return [];
  const { start, end } = innerSpan(value);
  const { file } = document;
  const beginOfName = end - name.length;
  return [
    {
      ids: [objectId("Namespace", "", namespace)],
      name: namespace,
      file,
      span: { start: start + kind.length + 1, end: beginOfName - 1 },
    },
    { ids: [objectId(kind, namespace, name)], name, file, span: { start: beginOfName, end } },
  ];
}

function placeOf({ namespace, file }: ManifestDocument, kinds: readonly string[], value: ScalarNode): NamePlace {
  const name = typeof value.value === "string" ? value.value : value.source;
  return { ids: kinds.map((kind) => objectId(kind, namespace, name)), name, file, span: innerSpan(value) };
}

function innerSpan({ span, style }: ScalarNode): Span {
  const isQuoted = style === "single" || style === "double";
  return isQuoted ? { start: span.start + 1, end: span.end - 1 } : span;
}
