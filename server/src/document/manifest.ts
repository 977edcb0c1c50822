import type { ManifestDocument, ValueNode } from "./document.ts";
import { itemsAt, stringAt } from "./locate.ts";
import { rememberMove } from "./move.ts";
import { shiftOf } from "./shift.ts";
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

/** The manifests of documents that are still in use: a document that is as it was is the same object as before. */
const manifestsOf: WeakMap<ParsedDocument, ManifestDocument> = new WeakMap();

function toManifest(file: string, index: number, parsed: ParsedDocument): ManifestDocument {
  const known = manifestsOf.get(parsed);
  if (known?.file === file && known.index === index) return known;
  const shift = shiftOf(parsed);
  const from = shift && manifestsOf.get(shift.from);
  const manifest = from === undefined ? newManifest(file, index, parsed) : movedManifest(from, index, parsed);
  if (from !== undefined && shift !== undefined) rememberMove(manifest, { from, by: shift.by });
  manifestsOf.set(parsed, manifest);
  return manifest;
}

function newManifest(file: string, index: number, parsed: ParsedDocument): ManifestDocument {
  const { span, root, broken, template } = parsed;
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

/** The same object at another place of its file; its value is moved only if it is looked at. */
function movedManifest(from: ManifestDocument, index: number, parsed: ParsedDocument): ManifestDocument {
  const { file, broken, template, apiVersion, kind, name, namespace } = from;
  return {
    file,
    index,
    span: parsed.span,
    get root() {
      return parsed.root;
    },
    broken,
    ...(template === undefined ? {} : { template }),
    apiVersion,
    kind,
    name,
    namespace,
  };
}

/** Only items that say what they are: those of a `PodList` as the API server answers it do not. */
function listItems(manifest: ManifestDocument): readonly ValueNode[] {
  if (!manifest.kind.endsWith("List")) return [];
  return itemsAt(manifest.root, ["items"])
    .map((item) => item.value)
    .filter((value) => stringAt(value, ["kind"]) !== undefined);
}
