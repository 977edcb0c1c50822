import {
  type BuiltMap,
  type BuiltSequence,
  type BuiltValue,
  stringIn,
  valueAt,
  withEntry,
  withoutEntry,
} from "./built-value.ts";

/** A document after a JSON 6902 patch, or why an operation cannot be made. */
export type JsonPatched = { readonly root: BuiltValue } | { readonly problem: string; readonly at: BuiltValue };

/** Applies the operations of a JSON 6902 patch in their order: add, remove, replace, move, copy and test. */
export function applyJsonPatch(root: BuiltValue, operations: readonly BuiltValue[]): JsonPatched {
  let current = root;
  for (const operation of operations) {
    const after = applied(current, operation);
    if (typeof after === "string") return { problem: after, at: valueAt(operation, ["path"]) ?? operation };
    current = after;
  }
  return { root: current };
}

function applied(root: BuiltValue, operation: BuiltValue): BuiltValue | string {
  const name = stringIn(operation, ["op"]) ?? "";
  const path = stepsOf(stringIn(operation, ["path"]));
  const value = valueAt(operation, ["value"]);
  if (path === undefined) return "An operation's path begins with a slash.";
  switch (name) {
    case "add":
      return value === undefined ? needsValue(name) : edited(root, path, { put: value, insert: true });
    case "replace":
      return value === undefined ? needsValue(name) : edited(root, path, { put: value, insert: false });
    case "remove":
      return edited(root, path, "remove");
    case "test":
      return isEqual(pointed(root, path), value) ? root : `The value at ${pointerOf(path)} is another.`;
    case "move":
    case "copy":
      return transferred(root, stepsOf(stringIn(operation, ["from"])), path, name);
    default:
      return `There is no operation "${name}".`;
  }
}

function needsValue(operation: string): string {
  return `The operation "${operation}" needs a value.`;
}

function transferred(
  root: BuiltValue,
  from: readonly string[] | undefined,
  to: readonly string[],
  name: "move" | "copy",
): BuiltValue | string {
  const value = from && pointed(root, from);
  if (from === undefined || value === undefined) return `Nothing stands at ${pointerOf(from ?? [])}.`;
  const rest = name === "move" ? edited(root, from, "remove") : root;
  return typeof rest === "string" ? rest : edited(rest, to, { put: value, insert: true });
}

/** The steps of a JSON pointer (RFC 6901): `~1` is a slash, `~0` a tilde. */
function stepsOf(pointer: string | undefined): readonly string[] | undefined {
  if (pointer === "") return [];
  if (pointer === undefined || !pointer.startsWith("/")) return undefined;
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function pointerOf(steps: readonly string[]): string {
  return `/${steps.map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}

function pointed(root: BuiltValue, path: readonly string[]): BuiltValue | undefined {
  return path.reduce<BuiltValue | undefined>((value, step) => childAt(value, step), root);
}

function childAt(value: BuiltValue | undefined, step: string): BuiltValue | undefined {
  return valueAt(value, [value?.type === "sequence" ? indexIn(value, step, false) : step]);
}

/**
 * The index that a step means; −1 where it is none. `-` is the place behind the last item, and a negative number counts
 * back from there, as Kustomize's library has it beyond the standard.
 */
function indexIn({ items }: BuiltSequence, step: string, insert: boolean): number {
  const places = items.length + (insert ? 1 : 0);
  if (step === "-") return insert ? items.length : -1;
  if (!/^-?(0|[1-9]\d*)$/.test(step) || Number(step) >= places) return -1;
  return Number(step) < 0 ? Math.max(-1, places + Number(step)) : Number(step);
}

type Edit = { readonly put: BuiltValue; readonly insert: boolean } | "remove";

function edited(root: BuiltValue, path: readonly string[], edit: Edit): BuiltValue | string {
  const [step, ...rest] = path;
  if (step === undefined) return edit === "remove" ? "The whole object cannot be removed." : edit.put;
  if (rest.length > 0) {
    const child = childAt(root, step);
    if (child === undefined) return missing(step);
    const after = edited(child, rest, edit);
    return typeof after === "string" ? after : replaced(root, step, after);
  }
  if (root.type === "map") return editedMap(root, step, edit);
  return root.type === "sequence" ? editedList(root, step, edit) : missing(step);
}

function editedMap(map: BuiltMap, step: string, edit: Edit): BuiltValue | string {
  const isThere = valueAt(map, [step]) !== undefined;
  if (edit === "remove") return isThere ? withoutEntry(map, step) : missing(step);
  return isThere || edit.insert ? withEntry(map, step, edit.put) : missing(step);
}

function editedList(list: BuiltSequence, step: string, edit: Edit): BuiltValue | string {
  const insert = edit !== "remove" && edit.insert;
  const index = indexIn(list, step, insert);
  if (index < 0) return missing(step);
  const items = [...list.items];
  items.splice(index, insert ? 0 : 1, ...(edit === "remove" ? [] : [edit.put]));
  return { ...list, items };
}

function replaced(root: BuiltValue, step: string, value: BuiltValue): BuiltValue {
  if (root.type === "map") return withEntry(root, step, value);
  if (root.type !== "sequence") return root;
  const index = indexIn(root, step, false);
  return { ...root, items: root.items.map((item, at) => (at === index ? value : item)) };
}

function missing(step: string): string {
  return `There is no "${step}" in the object that is patched.`;
}

function isEqual(a: BuiltValue | undefined, b: BuiltValue | undefined): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** The value alone; a map as its entries in one order, since theirs does not count. */
function plain(value: BuiltValue | undefined): unknown {
  if (value?.type === "map") {
    const sorted = value.entries.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    return { map: sorted.map((entry) => [entry.key, plain(entry.value)]) };
  }
  return value?.type === "sequence" ? value.items.map(plain) : value?.value;
}
