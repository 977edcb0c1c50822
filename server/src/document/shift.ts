import type { MapEntry, SequenceItem, ValueNode } from "./document.ts";
import type { Finding } from "./finding.ts";
import type { Parsed } from "./parse-yaml.ts";
import type { Span } from "./span.ts";

/** A document that stands `by` characters further down in its file, or up; the same object where it has not moved. */
export function shifted(parsed: Parsed, by: number): Parsed {
  if (by === 0) return parsed;
  const { span, root } = parsed.document;
  return {
    document: { ...parsed.document, span: moved(span, by), root: root && movedNode(root, by, new Map()) },
    findings: parsed.findings.map((finding) => movedFinding(finding, by)),
  };
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** What aliases share stays shared. */
function movedNode(node: ValueNode, by: number, known: Map<ValueNode, ValueNode>): ValueNode {
  const before = known.get(node);
  if (before !== undefined) return before;
  const after = movedValue(node, by, known);
  known.set(node, after);
  return after;
}

function movedValue(node: ValueNode, by: number, known: Map<ValueNode, ValueNode>): ValueNode {
  const span = moved(node.span, by);
  if (node.type === "scalar") return { ...node, span };
  if (node.type === "sequence") return { ...node, span, items: node.items.map((item) => movedItem(item, by, known)) };
  const entries = node.entries.map(
    (entry): MapEntry => ({ ...entry, keySpan: moved(entry.keySpan, by), ...movedItem(entry, by, known) }),
  );
  return { ...node, span, entries };
}

function movedItem({ value, alias }: SequenceItem, by: number, known: Map<ValueNode, ValueNode>): SequenceItem {
  const node = movedNode(value, by, known);
  return alias === undefined ? { value: node } : { value: node, alias: moved(alias, by) };
}

/** Findings of a parser have no fixes; what they are related to stands in the same document. */
function movedFinding(finding: Finding, by: number): Finding {
  const { span, related } = finding;
  return {
    ...finding,
    span: moved(span, by),
    ...(related && { related: related.map((place) => ({ ...place, span: moved(place.span, by) })) }),
  };
}
