import type { ManifestDocument, ValueNode } from "../document/document.ts";
import type { Finding, Fix } from "../document/finding.ts";
import type { Path, Span } from "../document/span.ts";

/** An error of a document's form, at a place in it. */
export function schemaFinding(
  document: ManifestDocument,
  code: string,
  span: Span,
  message: string,
  fix?: Fix,
): Finding {
  const finding: Finding = { code: `schema/${code}`, severity: "error", message, file: document.file, span };
  return fix === undefined ? finding : { ...finding, fix };
}

/** A correction of one place. */
export function replacement(document: ManifestDocument, title: string, span: Span, newText: string): Fix {
  return { title, edits: [{ file: document.file, span, newText }] };
}

/** A new key or value, between the quotes of the old one. */
export function inQuotesOf(old: Span, oldText: string, newText: string, quote: string): string {
  return old.end - old.start > oldText.length ? `${quote}${newText}${quote}` : newText;
}

/** True where a value is written at its own place, and editing it changes nothing else. */
export function isWrittenHere(root: ValueNode | undefined, path: Path): boolean {
  let node = root;
  for (const step of path) {
    const child = stepInto(node, step);
    if (child === undefined || child.alias !== undefined || child.merged === true) return false;
    node = child.value;
  }
  return true;
}

function stepInto(
  node: ValueNode | undefined,
  step: string | number,
): { readonly value: ValueNode; readonly alias?: Span; readonly merged?: boolean } | undefined {
  if (node?.type === "map") return node.entries.find(({ key }) => key === step);
  return node?.type === "sequence" && typeof step === "number" ? node.items[step] : undefined;
}
