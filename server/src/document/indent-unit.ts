import type { MapNode, ValueNode } from "./document.ts";
import type { Site } from "./edit-site.ts";
import { isOwn, ownValues } from "./locate.ts";
import { indentTo, isFirstOnLine } from "./text-lines.ts";

/** The white space by which the document's first nested map is indented; two spaces where none is. */
export function indentUnit(site: Site): string {
  for (const node of site.root === undefined ? [] : ownValues(site.root)) {
    const unit = node.type === "map" ? unitWithin(site.text, node) : undefined;
    if (unit !== undefined) return unit;
  }
  return "  ";
}

function unitWithin(text: string, map: MapNode): string | undefined {
  for (const { keySpan, value } of map.entries.filter(isOwn)) {
    const key = firstKey(value);
    if (key === undefined || !isFirstOnLine(text, key) || !isFirstOnLine(text, keySpan.start)) continue;
    const outer = indentTo(text, keySpan.start);
    const inner = indentTo(text, key);
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return undefined;
}

function firstKey(value: ValueNode): number | undefined {
  return value.type === "map" ? value.entries.find(isOwn)?.keySpan.start : undefined;
}
