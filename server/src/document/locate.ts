import type {
  ManifestDocument,
  MapEntry,
  MapNode,
  ScalarNode,
  SequenceItem,
  SourceFile,
  ValueNode,
} from "./document.ts";
import type { Path, Span } from "./span.ts";

/** The value at a path, through aliases and merge keys. */
export function nodeAt(root: ValueNode | undefined, path: Path): ValueNode | undefined {
  let node = root;
  for (const step of path) node = childOf(node, step);
  return node;
}

/** The entry at a path that ends in a key. */
export function entryAt(root: ValueNode | undefined, path: Path): MapEntry | undefined {
  const key = path.at(-1);
  const map = mapAt(root, path.slice(0, -1));
  return typeof key === "string" ? map?.entries.find((entry) => entry.key === key) : undefined;
}

/** The entries of the map at a path; none where no map stands there. */
export function entriesAt(root: ValueNode | undefined, path: Path): readonly MapEntry[] {
  return mapAt(root, path)?.entries ?? [];
}

/** The items of the sequence at a path; none where no sequence stands there. */
export function itemsAt(root: ValueNode | undefined, path: Path): readonly SequenceItem[] {
  const node = nodeAt(root, path);
  return node?.type === "sequence" ? node.items : [];
}

/** The scalar at a path. */
export function scalarAt(root: ValueNode | undefined, path: Path): ScalarNode | undefined {
  const node = nodeAt(root, path);
  return node?.type === "scalar" ? node : undefined;
}

/** The string at a path; numbers and booleans are not strings. */
export function stringAt(root: ValueNode | undefined, path: Path): string | undefined {
  const value = scalarAt(root, path)?.value;
  return typeof value === "string" ? value : undefined;
}

/** A value and all that stands within its own text, in the order of the text: not what is reached by an alias or a merge key. */
export function* ownValues(node: ValueNode): Generator<ValueNode> {
  yield node;
  for (const child of ownChildren(node)) yield* ownValues(child);
}

/** The values directly within a value's own text. */
export function ownChildren(node: ValueNode): readonly ValueNode[] {
  if (node.type === "scalar") return [];
  if (node.type === "map") return node.entries.filter(isOwn).map((entry) => entry.value);
  return node.items.filter((item) => item.alias === undefined).map((item) => item.value);
}

/** Whether key and value stand where the map is written. */
export function isOwn(entry: MapEntry): boolean {
  return !entry.merged && entry.alias === undefined;
}

/** The innermost document at an offset: an item of a `List` rather than the list. */
export function documentAt(source: SourceFile, offset: number): ManifestDocument | undefined {
  return source.documents.findLast((document) => covers(document.span, offset));
}

/** Where an offset stands: on a key, or on a value (a scalar, an alias, an empty collection). Undefined between them. */
export interface Place {
  readonly path: Path;
  readonly on: "key" | "value";
  readonly span: Span;
}

/** The key or value under an offset; both ends of a span belong to it. Merged and aliased values are not entered: they stand elsewhere. */
export function placeAt(document: ManifestDocument, offset: number): Place | undefined {
  const path: (string | number)[] = [];
  let node = document.root;
  while (node !== undefined && node.type !== "scalar") {
    const child: Child | undefined = children(node).find((candidate) => covers(candidate.extent, offset));
    if (child === undefined) break;
    path.push(child.step);
    if (child.keySpan !== undefined && covers(child.keySpan, offset)) return { path, on: "key", span: child.keySpan };
    if (child.alias !== undefined)
      return covers(child.alias, offset) ? { path, on: "value", span: child.alias } : undefined;
    node = child.value;
  }
  if (node === undefined || !isLeaf(node) || !covers(node.span, offset)) return undefined;
  return { path, on: "value", span: node.span };
}

interface Child {
  readonly step: string | number;
  readonly value: ValueNode;
  readonly extent: Span;
  readonly keySpan?: Span;
  readonly alias?: Span | undefined;
}

function children(node: ValueNode): readonly Child[] {
  if (node.type === "scalar") return [];
  if (node.type === "sequence") {
    return node.items.map(({ value, alias }, step) => ({ step, value, alias, extent: alias ?? value.span }));
  }
  return node.entries
    .filter((entry) => !entry.merged)
    .map(({ key, keySpan, value, alias }) => ({
      step: key,
      value,
      keySpan,
      alias,
      extent: { start: keySpan.start, end: (alias ?? value.span).end },
    }));
}

function covers(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function isLeaf(node: ValueNode): boolean {
  if (node.type === "scalar") return true;
  return node.type === "map" ? node.entries.length === 0 : node.items.length === 0;
}

function childOf(node: ValueNode | undefined, step: string | number): ValueNode | undefined {
  if (node?.type === "map" && typeof step === "string") return node.entries.find((entry) => entry.key === step)?.value;
  if (node?.type === "sequence" && typeof step === "number") return node.items[step]?.value;
  return undefined;
}

function mapAt(root: ValueNode | undefined, path: Path): MapNode | undefined {
  const node = nodeAt(root, path);
  return node?.type === "map" ? node : undefined;
}
