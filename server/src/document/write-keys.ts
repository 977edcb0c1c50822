import type { ValueNode } from "./document.ts";
import { type MissingKeys, ownerOf, type Piece, type Site } from "./edit-site.ts";
import { lineStart } from "./text-lines.ts";
import { extendBlock, growBlock } from "./write-block.ts";
import { extendFlow, growFlow } from "./write-flow.ts";

/** Writes keys into a map that lacks them, or into an empty value (`{}`, `null`, nothing), which becomes a map. */
export function writeKeys(site: Site, node: ValueNode, keys: MissingKeys): readonly Piece[] {
  const written = site.text.slice(node.span.start, node.span.end);
  if (node.type === "map" && !node.flow) return extendBlock(site, node, keys);
  if (node.type === "map" && !/^\{\s*\}$/.test(written)) return extendFlow(site, node, keys);
  const owner = ownerOf(site, node);
  const isBeside =
    owner !== undefined && lineStart(site.text, owner.entry.keySpan.start) === lineStart(site.text, node.span.start);
  return isBeside && !owner.map.flow ? growBlock(site, owner, keys) : growFlow(site, node, owner, keys);
}
