import type { ManifestDocument, ValueNode } from "./document.ts";
import { itemsAt, stringAt } from "./locate.ts";
import type { Span } from "./span.ts";

/** What a parser of one document hands over: its value, and whether it could be read to the end. */
export interface ParsedDocument {
  readonly span: Span;
  readonly root: ValueNode | undefined;
  readonly broken: boolean;
  /** See `ManifestDocument`. */
  readonly template?: true;
}

/**
 * Names the parsed values as manifests, in the file's order. The items of a `List` follow the list itself, as documents
 * of their own.
 */
export function toManifests(file: string, parsed: readonly ParsedDocument[]): readonly ManifestDocument[] {
  const manifests: ManifestDocument[] = [];
  const pending = [...parsed].reverse();
  const expanded = new Set<ValueNode>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const manifest = toManifest(file, manifests.length, next);
    manifests.push(manifest);
    for (const root of listItems(manifest).toReversed()) {
      if (expanded.has(root)) continue;
      expanded.add(root);
      pending.push({ ...next, span: root.span, root });
    }
  }
  return manifests;
}

function toManifest(file: string, index: number, { span, root, broken, template }: ParsedDocument): ManifestDocument {
  return {
    file,
    index,
    span,
    root,
    broken,
    ...(template === undefined ? {} : { template }),
    apiVersion: stringAt(root, ["apiVersion"]) ?? "",
    kind: stringAt(root, ["kind"]) ?? "",
    name: stringAt(root, ["metadata", "name"]) ?? "",
    namespace: stringAt(root, ["metadata", "namespace"]) || "default",
  };
}

/** Only items that say what they are: those of a `PodList` as the API server answers it do not. */
function listItems(manifest: ManifestDocument): readonly ValueNode[] {
  if (!manifest.kind.endsWith("List")) return [];
  return itemsAt(manifest.root, ["items"])
    .map((item) => item.value)
    .filter((value) => stringAt(value, ["kind"]) !== undefined);
}
