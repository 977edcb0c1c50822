import { holdsMoreThan } from "../document/alias-limit.ts";
import type { MapNode, ScalarNode, SequenceItem, ValueNode } from "../document/document.ts";

/** Values that a document may hold with its aliases written out; a validator walks each of them. */
const defaultLimit = 200_000;

/**
 * The value as the API server receives it: null is absent, and an unquoted `yes` is true, for Kubernetes reads YAML by
 * its version 1.1. Undefined where the value, aliases written out, holds more than `limit` values.
 */
export function apiData(root: ValueNode, limit: number = defaultLimit): unknown {
  if (holdsMoreThan(root, limit)) return undefined;
  return toData(root, new Map());
}

/** What Kubernetes makes of a scalar. */
export function apiScalar(node: ScalarNode): string | number | boolean | undefined {
  if (node.value === null) return undefined;
  return legacyBoolean(node) ?? node.value;
}

/** What YAML 1.1 takes for a boolean and YAML 1.2 for a string: `yes`, `no`, `on`, `off`, `y`, `n`. */
export function legacyBoolean(node: ScalarNode): boolean | undefined {
  if (node.style !== "plain" || typeof node.value !== "string") return undefined;
  if (/^([yY]|[yY]es|YES|[oO]n|ON)$/.test(node.value)) return true;
  return /^([nN]|[nN]o|NO|[oO]ff|OFF)$/.test(node.value) ? false : undefined;
}

/** What aliases share is made once. */
function toData(node: ValueNode, known: Map<ValueNode, unknown>): unknown {
  if (node.type === "scalar") return apiScalar(node);
  return node.type === "sequence" ? node.items.map((item) => childData(item, known)) : mapData(node, known);
}

function childData({ value, alias }: SequenceItem, known: Map<ValueNode, unknown>): unknown {
  if (alias === undefined || value.type === "scalar") return toData(value, known);
  const before = known.get(value);
  if (before !== undefined) return before;
  const data = toData(value, known);
  known.set(value, data);
  return data;
}

/** Without a prototype, so that a key such as `__proto__` or `constructor` is a key like any other. */
function mapData(node: MapNode, known: Map<ValueNode, unknown>): unknown {
  const data: Record<string, unknown> = Object.create(null);
  for (const entry of node.entries) data[entry.key] = childData(entry, known);
  return data;
}
