import type { MapEntry, ValueNode } from "./document.ts";
import { type Owner, ownerOf, type Piece, type Site, scalarDepth } from "./edit-site.ts";
import { scalarText } from "./scalar-text.ts";

/** Writes a scalar in place of one; none where it stands there already. */
export function writeScalar(site: Site, node: ValueNode, scalar: string): readonly Piece[] {
  if (node.type !== "scalar") return [];
  const { start, end } = node.span;
  const text = scalarText(scalar, node.style, site.isJson);
  if (start < end) return site.text.slice(start, end) === text ? [] : [{ span: node.span, text, depth: scalarDepth }];
  return writeAbsent(site, node, ownerOf(site, node), text);
}

/** Writes a value where there is none: with a space on either side where one is needed, and the `:` that `{a}` lacks. */
export function writeAbsent(site: Site, node: ValueNode, owner: Owner | undefined, text: string): readonly Piece[] {
  const { start } = node.span;
  const lacksColon = owner !== undefined && !hasColon(site, owner.entry);
  if (lacksColon && !owner.map.flow) return [];
  const before = lacksColon ? ": " : /\s/.test(site.text[start - 1] ?? " ") ? "" : " ";
  const after = /[\s,\]}]/.test(site.text[start] ?? " ") ? "" : " ";
  return [{ span: node.span, text: `${before}${text}${after}`, depth: scalarDepth }];
}

function hasColon(site: Site, entry: MapEntry): boolean {
  return site.text.slice(entry.keySpan.end, entry.value.span.start).includes(":");
}
