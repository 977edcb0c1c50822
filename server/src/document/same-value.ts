import type { ValueNode } from "./document.ts";

/** Whether two texts are read as the same values, wherever these stand: the same keys in the same order, the same scalars. */
export function isSameValue(a: ValueNode, b: ValueNode): boolean {
  return compare(a, b, new Map());
}

/** Anchored values are shared, so each pair is compared once, however often aliases lead to it. */
function compare(a: ValueNode, b: ValueNode, known: Map<ValueNode, ValueNode>): boolean {
  if (known.get(a) === b) return true;
  known.set(a, b);
  if (a.type === "scalar") return b.type === "scalar" && Object.is(a.value, b.value) && a.source === b.source;
  if (a.type === "sequence") {
    if (b.type !== "sequence" || a.items.length !== b.items.length) return false;
    return a.items.every(({ value }, index) => {
      const other = b.items[index];
      return other !== undefined && compare(value, other.value, known);
    });
  }
  if (b.type !== "map" || a.entries.length !== b.entries.length) return false;
  return a.entries.every(({ key, value }, index) => {
    const other = b.entries[index];
    return other !== undefined && key === other.key && compare(value, other.value, known);
  });
}
