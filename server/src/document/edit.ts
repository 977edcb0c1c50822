import type { ManifestDocument, SourceFile, ValueNode } from "./document.ts";
import { combinePieces, type MissingKeys, type Site } from "./edit-site.ts";
import type { TextEdit } from "./finding.ts";
import { nodeAt } from "./locate.ts";
import { isJson } from "./parse.ts";
import type { Path } from "./span.ts";
import { writeKeys } from "./write-keys.ts";
import { writeScalar } from "./write-scalar.ts";

/** A value to be written; `scalar` is its text without quotes. */
export interface Change {
  readonly path: Path;
  readonly scalar: string;
}

/**
 * The edits that write scalars at paths: a scalar's own characters alone where it exists (quotes are kept), else the
 * missing key or the missing blocks, in the file's own style; keys that one map lacks are written together. A value
 * reached through an alias or a merge key is written where its anchor stands; where two paths lead to one value, the later
 * change counts. No edit is made where the text stands there already, or cannot: beneath a scalar, in place of a map.
 * The edits are in the order of the text, do not overlap, and no two begin at one place.
 */
export function setValues(
  source: SourceFile,
  document: ManifestDocument,
  changes: readonly Change[],
): readonly TextEdit[] {
  const replaced = new Map<ValueNode, string>();
  const missing = new Map<ValueNode, MissingKeys>();
  for (const { path, scalar } of changes) {
    const { node, rest } = deepestValue(document.root, path);
    if (node?.type === "scalar" && rest.length === 0) replaced.set(node, scalar);
    else if (node !== undefined && canHoldKeys(node) && rest.length > 0) addMissing(missing, node, rest, scalar);
  }
  const site: Site = { text: source.text, root: document.root, isJson: isJson(source.file) };
  const pieces = [
    ...[...replaced].flatMap(([node, scalar]) => writeScalar(site, node, scalar)),
    ...[...missing].flatMap(([node, keys]) => writeKeys(site, node, keys)),
  ];
  return combinePieces(pieces).map(({ span, text }) => ({ file: source.file, span, newText: text }));
}

/** The text after edits of one file, which must not overlap. Insertions at one place are made in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let done = 0;
  for (const { span, newText } of edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    result += text.slice(done, span.start) + newText;
    done = span.end;
  }
  return result + text.slice(done);
}

/** The value furthest along a path, and the steps that lead nowhere from there. */
function deepestValue(root: ValueNode | undefined, path: Path): { node: ValueNode | undefined; rest: Path } {
  let node = root;
  for (const [depth, step] of path.entries()) {
    const child = nodeAt(node, [step]);
    if (child === undefined) return { node, rest: path.slice(depth) };
    node = child;
  }
  return { node, rest: [] };
}

function canHoldKeys(node: ValueNode): boolean {
  return node.type === "map" || (node.type === "scalar" && node.style === "plain" && node.value === null);
}

/** Adds a path of keys to what a value lacks; a path with an index in it cannot be built, nor one beneath a new scalar. */
function addMissing(missing: Map<ValueNode, MissingKeys>, node: ValueNode, path: Path, scalar: string): void {
  const keys = path.filter((step) => typeof step === "string");
  if (keys.length < path.length) return;
  let map = missing.get(node) ?? new Map();
  missing.set(node, map);
  for (const key of keys.slice(0, -1)) {
    const known = map.get(key);
    const next: MissingKeys = known instanceof Map ? known : new Map();
    map.set(key, next);
    map = next;
  }
  map.set(keys.at(-1) ?? "", scalar);
}
