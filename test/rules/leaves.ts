import type { SourceFile, ValueNode } from "../../server/src/document/document.ts";

/** Every scalar of a file by its path, as the value that programs see. */
export function leavesOf({ documents }: SourceFile): ReadonlyMap<string, string> {
  return new Map(documents.flatMap(({ index, root }) => (root === undefined ? [] : leaves(root, `${index}`))));
}

function leaves(node: ValueNode, path: string): readonly (readonly [string, string])[] {
  if (node.type === "scalar") return [[path, String(node.value)]];
  return node.type === "map"
    ? node.entries.flatMap(({ key, value }) => leaves(value, `${path} ${key}`))
    : node.items.flatMap(({ value }, index) => leaves(value, `${path} ${index}`));
}

/** Paths whose scalars differ, appear or vanish. */
export function changedPaths(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
}
