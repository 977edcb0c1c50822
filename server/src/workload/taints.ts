import { child, type Field, itemsOf, textOf } from "./field.ts";
import type { Taint } from "./supply.ts";

/** Reads the taints of a node or a pool. */
export function readTaints(field: Field): readonly Taint[] {
  return itemsOf(field).map((taint) => ({
    key: textOf(child(taint, "key")) ?? "",
    value: textOf(child(taint, "value")) ?? "",
    effect: textOf(child(taint, "effect")) ?? "",
  }));
}
