import type { ValueNode } from "./document.ts";

/** Values that aliases may add to a document when it is written out; manifests add a few dozen. */
const maximumAdded = 100_000;

/**
 * Whether a document is an alias bomb: a few lines that grow beyond all bounds for every reader that follows their
 * aliases. Counting costs no more than the text, since each value is counted once.
 */
export function isAliasBomb(root: ValueNode | undefined): boolean {
  if (root === undefined) return false;
  const sizes = new Map<ValueNode, number>();
  const expanded = expandedSize(root, sizes);
  return expanded > maximumAdded && expanded - writtenSize(sizes) > maximumAdded;
}

/** Whether a value holds more than `most` values, itself among them, with its aliases written out. Counting ends there. */
export function holdsMoreThan(node: ValueNode, most: number): boolean {
  let left = most;
  const fits = (value: ValueNode): boolean => {
    left--;
    if (left < 0) return false;
    if (value.type === "scalar") return true;
    for (const each of value.type === "map" ? value.entries : value.items) if (!fits(each.value)) return false;
    return true;
  };
  return !fits(node);
}

/** How many values a value holds, itself among them, with its aliases written out. `known` holds the sizes of those counted before. */
function expandedSize(node: ValueNode, known: Map<ValueNode, number>): number {
  if (node.type === "scalar") return 1;
  let size = known.get(node);
  if (size === undefined) {
    size = 1;
    for (const { value } of node.type === "map" ? node.entries : node.items) size += expandedSize(value, known);
    known.set(node, size);
  }
  return size;
}

function writtenSize(collections: ReadonlyMap<ValueNode, number>): number {
  let size = 1;
  for (const node of collections.keys()) {
    if (node.type !== "scalar") size += (node.type === "map" ? node.entries : node.items).length;
  }
  return size;
}
