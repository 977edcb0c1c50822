import type { MapEntry, SequenceItem, ValueNode } from "./document.ts";
import type { Finding } from "./finding.ts";
import type { ParsedDocument } from "./manifest.ts";
import type { Parsed } from "./parse-yaml.ts";
import type { Span } from "./span.ts";

/** Where a document was read, and how much further down it stands now. */
interface Origin {
  readonly parsed: Parsed;
  readonly by: number;
}

const origins: WeakMap<ParsedDocument, Origin> = new WeakMap();

/**
 * A document that stands `by` characters further down in its file, or up; the same object where it has not moved. Its
 * value is moved once somebody looks at it: below a keystroke there may be thousands of documents, and what is known
 * about them moves with them.
 */
export function shifted(parsed: Parsed, by: number): Parsed {
  if (by === 0) return parsed;
  const before = origins.get(parsed.document);
  const origin = { parsed: before?.parsed ?? parsed, by: (before?.by ?? 0) + by };
  if (origin.by === 0) return origin.parsed;
  const document = movedDocument(origin.parsed.document, origin.by);
  origins.set(document, origin);
  return { document, findings: origin.parsed.findings.map((finding) => movedFinding(finding, origin.by)) };
}

/** The document as it was read, where this one is it at another place. */
export function shiftOf(document: ParsedDocument): { readonly from: ParsedDocument; readonly by: number } | undefined {
  const origin = origins.get(document);
  return origin && { from: origin.parsed.document, by: origin.by };
}

function movedDocument(from: ParsedDocument, by: number): ParsedDocument {
  const { span, root, ...rest } = from;
  let after: ValueNode | undefined;
  return {
    ...rest,
    span: moved(span, by),
    get root() {
      after ??= root && movedNode(root, by, new Map());
      return after;
    },
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
