import type { ManifestDocument, ValueNode } from "../../document/document.ts";
import { itemsAt, nodeAt, scalarAt } from "../../document/locate.ts";
import type { Path } from "../../document/span.ts";
import { mergeKeyOf } from "./merge-key.ts";

/** A step into a list by what tells its item apart. */
interface NamedItem {
  readonly key: string;
  readonly value: string;
}

/** A path whose steps into lists do not depend on their order. */
export type NamedPath = readonly (string | NamedItem)[];

/** The path by names of items instead of indexes; undefined where a list on the way has no merge key. */
export function namedPath({ root }: ManifestDocument, path: Path): NamedPath | undefined {
  const named: (string | NamedItem)[] = [];
  for (const [depth, step] of path.entries()) {
    if (typeof step === "string") {
      named.push(step);
      continue;
    }
    const list = path[depth - 1];
    const key = typeof list === "string" ? mergeKeyOf(list, parentOf(path, depth - 1)) : undefined;
    const value = key === undefined ? undefined : scalarAt(nodeAt(root, path.slice(0, depth + 1)), [key])?.value;
    if (key === undefined || typeof value !== "string") return undefined;
    named.push({ key, value });
  }
  return named;
}

/** The nearest list or map that a step stands in, by its key. */
function parentOf(path: Path, depth: number): string | undefined {
  return path.slice(0, depth).findLast((step): step is string => typeof step === "string");
}

/** The same path in another document; undefined where that lacks one of the items on the way. */
export function matchingPath({ root }: ManifestDocument, path: NamedPath): Path | undefined {
  const found: (string | number)[] = [];
  for (const step of path) {
    if (typeof step === "string") {
      found.push(step);
      continue;
    }
    const index = itemsAt(root, found).findIndex(({ value }) => isItem(value, step));
    if (index < 0) return undefined;
    found.push(index);
  }
  return found;
}

function isItem(value: ValueNode, { key, value: wanted }: NamedItem): boolean {
  return scalarAt(value, [key])?.value === wanted;
}
