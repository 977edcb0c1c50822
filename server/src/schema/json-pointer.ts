import type { ValueNode } from "../document/document.ts";
import { nodeAt } from "../document/locate.ts";
import type { Path } from "../document/span.ts";

/** The path of a JSON Pointer; whether a number in it is an index or a key is for the value to say. */
export function pathOf(root: ValueNode | undefined, pointer: string): Path {
  const path: (string | number)[] = [];
  for (const token of pointer.split("/").slice(1)) {
    const isIndex = nodeAt(root, path)?.type === "sequence";
    path.push(isIndex ? Number(token) : token.replaceAll("~1", "/").replaceAll("~0", "~"));
  }
  return path;
}
