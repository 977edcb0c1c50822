import type { MapEntry, ValueNode } from "./document.ts";
import type { Finding } from "./finding.ts";
import { holdsUnknown } from "./template-blank.ts";
import { absentScalar } from "./yaml-scalar.ts";

/**
 * What is known of a template's value: scalars with an action in them become absent ones, which nobody judges, entries
 * with an action in their key are left out. A key that two branches write (`findings` report it as written twice) has
 * no known value either.
 */
export function knownPart(root: ValueNode, findings: readonly Finding[]): ValueNode {
  const twice = new Set(findings.filter(({ code }) => code === "yaml/duplicate-key").map(({ span }) => span.start));
  return knownValue(root, twice, new Map());
}

/** What aliases share stays shared. */
function knownValue(node: ValueNode, twice: ReadonlySet<number>, known: Map<ValueNode, ValueNode>): ValueNode {
  const before = known.get(node);
  if (before !== undefined) return before;
  const after = knownNode(node, twice, known);
  known.set(node, after);
  return after;
}

function knownNode(node: ValueNode, twice: ReadonlySet<number>, known: Map<ValueNode, ValueNode>): ValueNode {
  if (node.type === "scalar") {
    const isEmptied = node.style !== "plain" && node.source.trim() === "" && node.source !== "";
    return isEmptied || holdsUnknown(node.source) ? absentAt(node) : node;
  }
  if (node.type === "sequence") {
    return { ...node, items: node.items.map((item) => ({ ...item, value: knownValue(item.value, twice, known) })) };
  }
  const entries = node.entries.filter(({ key }) => !holdsUnknown(key));
  return { ...node, entries: entries.map((entry) => knownEntry(entry, twice, known)) };
}

function knownEntry(entry: MapEntry, twice: ReadonlySet<number>, known: Map<ValueNode, ValueNode>): MapEntry {
  const isUnclear = twice.has(entry.keySpan.start);
  return { ...entry, value: isUnclear ? absentAt(entry.value) : knownValue(entry.value, twice, known) };
}

function absentAt({ span: { start } }: ValueNode): ValueNode {
  return absentScalar({ start, end: start });
}
