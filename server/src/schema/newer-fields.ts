import type { ManifestDocument, ValueNode } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import type { Path, Span } from "../document/span.ts";
import { resolve } from "./definitions.ts";
import { schemaFinding } from "./finding-at.ts";
import { fieldOf, type JsonSchema } from "./json-schema.ts";
import { existsIn, firstMinorOf, sinceText } from "./minors.ts";
import { pathText } from "./words.ts";

/** Fields that are only in later versions of Kubernetes than the one (`version`) that the document is for. */
export function newerFields(document: ManifestDocument, schema: JsonSchema, version: string): readonly Finding[] {
  if (document.root === undefined) return [];
  const found: NewerField[] = [];
  collect(document.root, schema, [], { version, found, seen: new Set() });
  return found.map(({ path, span, minor }) => {
    const message = `${pathText(path)} exists from Kubernetes ${sinceText(minor)} on; this folder says ${version}.`;
    return schemaFinding(document, "unknown-field", span, message);
  });
}

interface NewerField {
  readonly path: Path;
  readonly span: Span;
  readonly minor: string;
}

interface Search {
  readonly version: string;
  readonly found: NewerField[];
  /** What an anchor names is looked at once. */
  readonly seen: Set<ValueNode>;
}

function collect(node: ValueNode, written: JsonSchema, path: Path, search: Search): void {
  if (node.type === "scalar" || search.seen.has(node)) return;
  search.seen.add(node);
  const schema = resolve(written);
  if (node.type === "sequence") {
    const { items = {} } = schema;
    for (const [index, { value }] of node.items.entries()) collect(value, items, [...path, index], search);
    return;
  }
  for (const { key, keySpan, value } of node.entries) {
    const minor = firstMinorOf(schema, key);
    const field = fieldOf(schema, key);
    const place = [...path, key];
    if (!existsIn(search.version, minor) && minor !== undefined)
      search.found.push({ path: place, span: keySpan, minor });
    else if (field !== undefined) collect(value, field, place, search);
  }
}
