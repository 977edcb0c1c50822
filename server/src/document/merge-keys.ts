import type { MapEntry, MapNode, ValueNode } from "./document.ts";
import type { Span } from "./span.ts";

/** A `<<` key's value as written: one map or several, each with the alias through which it was reached. */
export interface MergeSource {
  readonly value: ValueNode;
  readonly alias: Span | undefined;
}

/**
 * The entries that merge keys bring into a map: those whose key is neither written in the map itself nor brought by an
 * earlier source. `allowance` bounds the work over a whole document; undefined when it is used up.
 */
export function mergedEntries(
  own: readonly MapEntry[],
  sources: readonly MergeSource[],
  allowance: { left: number },
): readonly MapEntry[] | undefined {
  if (sources.length === 0) return [];
  const seen = new Set(own.map((entry) => entry.key));
  const merged: MapEntry[] = [];
  for (const { map, alias } of sources.flatMap(mapsOf)) {
    allowance.left -= map.entries.length;
    if (allowance.left < 0) return undefined;
    for (const entry of map.entries) {
      if (seen.has(entry.key)) continue;
      seen.add(entry.key);
      const reached = alias ?? entry.alias;
      const { key, keySpan, value } = entry;
      merged.push({ key, keySpan, value, merged: true, ...(reached === undefined ? {} : { alias: reached }) });
    }
  }
  return merged;
}

/** Whether a value may stand after `<<`: a map, or a sequence of maps. */
export function isMergeable(value: ValueNode): boolean {
  if (value.type === "sequence") return value.items.every((item) => item.value.type === "map");
  return value.type === "map";
}

function mapsOf({ value, alias }: MergeSource): readonly { map: MapNode; alias: Span | undefined }[] {
  if (value.type === "map") return [{ map: value, alias }];
  if (value.type === "scalar") return [];
  return value.items.flatMap((item) =>
    item.value.type === "map" ? [{ map: item.value, alias: item.alias ?? alias }] : [],
  );
}
