import type { ValueNode } from "../../server/src/document/document.ts";

/** A value as plain JavaScript, to compare it with what was meant. Not for values whose aliases grow without bounds. */
export function plainValue(node: ValueNode | undefined): unknown {
  if (node?.type === "sequence") return node.items.map(({ value }) => plainValue(value));
  if (node?.type === "map") return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainValue(value)]));
  return node?.value;
}
