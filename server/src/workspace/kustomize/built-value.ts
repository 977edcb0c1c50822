import type { MapEntry, ScalarNode, ValueNode } from "../../document/document.ts";
import type { Span } from "../../document/span.ts";

/** A place in a file that people write: where a built value comes from. */
export interface Origin {
  readonly file: string;
  readonly span: Span;
}

/** A value of a built object. Immutable; each knows where it was written, as far as it was. */
export type BuiltValue = BuiltMap | BuiltSequence | BuiltScalar;

export interface BuiltMap {
  readonly type: "map";
  readonly entries: readonly BuiltEntry[];
  readonly origin: Origin;
}

export interface BuiltEntry {
  readonly key: string;
  readonly keyOrigin: Origin;
  readonly value: BuiltValue;
}

export interface BuiltSequence {
  readonly type: "sequence";
  readonly items: readonly BuiltValue[];
  readonly origin: Origin;
}

export interface BuiltScalar {
  readonly type: "scalar";
  readonly value: ScalarNode["value"];
  readonly source: string;
  /** As it is printed; what stands at the origin where that is one line and the value was not computed. */
  readonly text: string;
  readonly style: ScalarNode["style"];
  readonly origin: Origin;
}

/** What a value is read from: the text that its spans are in, and where these stand in a file that people write. */
export interface Written {
  readonly text: string;
  readonly originOf: (span: Span) => Origin;
}

/** A parsed value as one to build with: aliases and merge keys are resolved. */
export function builtFrom(node: ValueNode, written: Written): BuiltValue {
  const origin = written.originOf(node.span);
  if (node.type === "scalar") return scalarFrom(node, written);
  if (node.type === "sequence") {
    return { type: "sequence", items: node.items.map(({ value }) => builtFrom(value, written)), origin };
  }
  return { type: "map", entries: node.entries.map((entry) => entryFrom(entry, written)), origin };
}

function entryFrom({ key, keySpan, value }: MapEntry, written: Written): BuiltEntry {
  return { key, keyOrigin: written.originOf(keySpan), value: builtFrom(value, written) };
}

function scalarFrom({ value, source, style, span }: ScalarNode, { text, originOf }: Written): BuiltScalar {
  const own = text.slice(span.start, span.end);
  const isPrintable = style !== "block" && !/[\r\n]/.test(own);
  return {
    type: "scalar",
    value,
    source,
    style: isPrintable ? style : "double",
    text: isPrintable ? own : JSON.stringify(value),
    origin: originOf(span),
  };
}

/** A computed text, such as a name with its prefix; `origin` is what it is computed from. */
export function computed(value: string, origin: Origin): BuiltScalar {
  return { type: "scalar", value, source: value, text: JSON.stringify(value), style: "double", origin };
}

/** The value below by keys and indexes. */
export function valueAt(root: BuiltValue | undefined, path: readonly (string | number)[]): BuiltValue | undefined {
  let value = root;
  for (const step of path) {
    if (value?.type === "map") value = value.entries.find(({ key }) => key === step)?.value;
    else value = value?.type === "sequence" && typeof step === "number" ? value.items[step] : undefined;
  }
  return value;
}

/** The string below by keys and indexes; numbers and booleans are no strings. */
export function stringIn(root: BuiltValue | undefined, path: readonly (string | number)[]): string | undefined {
  const found = valueAt(root, path);
  return found?.type === "scalar" && typeof found.value === "string" ? found.value : undefined;
}

/** The map with a key's value put in the place of the present one, or behind all others. */
export function withEntry(map: BuiltMap, key: string, value: BuiltValue, keyOrigin: Origin = value.origin): BuiltMap {
  const index = map.entries.findIndex((entry) => entry.key === key);
  if (index < 0) return { ...map, entries: [...map.entries, { key, keyOrigin, value }] };
  return { ...map, entries: map.entries.map((entry, at) => (at === index ? { ...entry, value } : entry)) };
}

/** The map without a key. */
export function withoutEntry(map: BuiltMap, key: string): BuiltMap {
  return { ...map, entries: map.entries.filter((entry) => entry.key !== key) };
}

/**
 * The value with another at the end of a path of keys; maps that are missing on the way are made, where `create` says
 * so. A step `*` means every item of a sequence. `change` gets undefined where nothing stands there.
 */
export function changedAt(
  root: BuiltValue,
  path: readonly string[],
  change: Change,
  create: Origin | undefined = undefined,
): BuiltValue {
  const [step, ...rest] = path;
  if (step === undefined) return change(root) ?? root;
  if (step === "*") {
    if (root.type !== "sequence") return root;
    return { ...root, items: root.items.map((item) => changedAt(item, rest, change, create)) };
  }
  if (root.type !== "map") return root;
  const before = valueAt(root, [step]);
  const after = rest.length === 0 ? changedEnd(before, change, create) : changedBelow(before, rest, change, create);
  return after === undefined || after === before ? root : withEntry(root, step, after);
}

type Change = (before: BuiltValue | undefined) => BuiltValue | undefined;

function changedEnd(
  before: BuiltValue | undefined,
  change: Change,
  create: Origin | undefined,
): BuiltValue | undefined {
  const present = isNull(before) ? undefined : before;
  return present === undefined && create === undefined ? undefined : change(present);
}

function changedBelow(
  before: BuiltValue | undefined,
  path: readonly string[],
  change: Change,
  create: Origin | undefined,
): BuiltValue | undefined {
  if (before !== undefined && !isNull(before)) return changedAt(before, path, change, create);
  if (create === undefined || path[0] === "*") return undefined;
  return changedAt({ type: "map", entries: [], origin: create }, path, change, create);
}

/** Whether nothing stands there: a key without a value counts as absent. */
export function isNull(value: BuiltValue | undefined): boolean {
  return value === undefined || (value.type === "scalar" && value.value === null);
}
