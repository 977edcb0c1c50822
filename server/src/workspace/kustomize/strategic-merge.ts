import {
  type BuiltEntry,
  type BuiltMap,
  type BuiltSequence,
  type BuiltValue,
  isNull,
  stringIn,
  valueAt,
  withEntry,
  withoutEntry,
} from "./built-value.ts";
import { isMergedSet, mergeKeyOf } from "./merge-key.ts";

/**
 * An object with a strategic merge patch laid over it: maps are merged, lists whose items have a merge key item by item,
 * all other values replaced; `null` and `$patch: delete` take away, `$patch: replace` replaces as a whole. Undefined
 * where the patch deletes the object. Kinds that the API server does not know by type get a JSON merge patch: their
 * lists are replaced.
 */
export function mergePatch(base: BuiltMap, patch: BuiltMap): BuiltMap | undefined {
  const byKey = isBuiltIn(stringIn(base, ["apiVersion"]) ?? "");
  return mergeMaps(base, patch, [], byKey);
}

/** Whether an API group is one whose types carry merge keys. */
function isBuiltIn(apiVersion: string): boolean {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  return !group.includes(".") || group.endsWith(".k8s.io");
}

function mergeMaps(base: BuiltMap, patch: BuiltMap, path: readonly string[], byKey: boolean): BuiltMap | undefined {
  const directive = stringIn(patch, ["$patch"]);
  if (directive === "delete") return undefined;
  const plain = withoutDirectives(patch);
  if (directive === "replace") return plain;
  return plain.entries.reduce((merged, entry) => mergeEntry(merged, entry, patch, path, byKey), base);
}

function mergeEntry(
  base: BuiltMap,
  { key, keyOrigin, value }: BuiltEntry,
  patch: BuiltMap,
  path: readonly string[],
  byKey: boolean,
): BuiltMap {
  if (isNull(value)) return withoutEntry(base, key);
  const before = valueAt(base, [key]);
  const after = mergeValues(before, value, [...path, key], byKey);
  if (after === undefined) return withoutEntry(base, key);
  const order = byKey ? valueAt(patch, [`$setElementOrder/${key}`]) : undefined;
  return withEntry(base, key, order?.type === "sequence" ? inOrder(after, order, key, path) : after, keyOrigin);
}

function mergeValues(
  before: BuiltValue | undefined,
  patch: BuiltValue,
  path: readonly string[],
  byKey: boolean,
): BuiltValue | undefined {
  if (patch.type === "map") {
    const base: BuiltMap = before?.type === "map" ? before : { type: "map", entries: [], origin: patch.origin };
    return mergeMaps(base, patch, path, byKey);
  }
  if (patch.type === "sequence") return mergeLists(before, patch, path, byKey);
  return patch;
}

function mergeLists(
  before: BuiltValue | undefined,
  patch: BuiltSequence,
  path: readonly string[],
  byKey: boolean,
): BuiltValue {
  const list = path.at(-1) ?? "";
  const key = byKey ? mergeKeyOf(list, path.at(-2)) : undefined;
  const base: BuiltSequence = before?.type === "sequence" ? before : { ...patch, items: [] };
  if (key === undefined) {
    return byKey && isMergedSet(list) ? union(base, patch) : { ...patch, items: withoutListDirectives(patch.items) };
  }
  const isReplaced = patch.items.some((item) => isDirective(item, "replace") && valueAt(item, [key]) === undefined);
  return mergeItems(isReplaced ? { ...base, items: [] } : base, patch, key, path);
}

/** As Kustomize orders them: the items of the patch come first, and then those that it does not speak of. */
function mergeItems(base: BuiltSequence, patch: BuiltSequence, key: string, path: readonly string[]): BuiltSequence {
  const spoken = new Set<BuiltValue>();
  const first = patch.items.flatMap((item) => {
    if (item.type !== "map" || keyTextOf(item, key) === undefined) return withoutListDirectives([item]);
    const before = base.items.find((each) => keyTextOf(each, key) === keyTextOf(item, key) && isSamePort(each, item));
    if (before !== undefined) spoken.add(before);
    const merged = mergeMaps(before?.type === "map" ? before : { ...item, entries: [] }, item, path, true);
    return merged ?? [];
  });
  return { ...base, items: [...first, ...base.items.filter((item) => !spoken.has(item))] };
}

/** A port's protocol tells it apart too; TCP where none is written. */
function isSamePort(a: BuiltValue, b: BuiltValue): boolean {
  return (stringIn(a, ["protocol"]) ?? "TCP") === (stringIn(b, ["protocol"]) ?? "TCP");
}

function keyTextOf(item: BuiltValue, key: string): string | undefined {
  const value = valueAt(item, [key]);
  return value?.type === "scalar" ? String(value.value) : undefined;
}

function union(base: BuiltSequence, patch: BuiltSequence): BuiltSequence {
  const known = new Set(base.items.map((item) => (item.type === "scalar" ? item.value : item)));
  const added = patch.items.filter((item) => item.type !== "scalar" || !known.has(item.value));
  return { ...base, items: [...base.items, ...added] };
}

function inOrder(list: BuiltValue, order: BuiltSequence, name: string, path: readonly string[]): BuiltValue {
  const key = mergeKeyOf(name, path.at(-1));
  if (list.type !== "sequence" || key === undefined) return list;
  const places = order.items.map((item) => keyTextOf(item, key));
  const placeOf = (item: BuiltValue): number => {
    const place = places.indexOf(keyTextOf(item, key));
    return place < 0 ? places.length : place;
  };
  return { ...list, items: list.items.toSorted((a, b) => placeOf(a) - placeOf(b)) };
}

function isDirective(item: BuiltValue, directive: string): boolean {
  return stringIn(item, ["$patch"]) === directive;
}

function withoutDirectives(map: BuiltMap): BuiltMap {
  return { ...map, entries: map.entries.filter(({ key }) => !key.startsWith("$")) };
}

function withoutListDirectives(items: readonly BuiltValue[]): readonly BuiltValue[] {
  return items.filter((item) => stringIn(item, ["$patch"]) === undefined);
}
