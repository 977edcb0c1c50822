import type { ManifestDocument, MapEntry, ValueNode } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { entryAt, nodeAt } from "../document/locate.ts";
import type { Path, Span } from "../document/span.ts";
import { schemaFinding } from "./finding-at.ts";
import { pathOf } from "./json-pointer.ts";
import type { SchemaError } from "./validators.generated.js";
import { listFields, pathText } from "./words.ts";

/** One finding for each object that lacks fields; those whose place another mistake takes (`explained`, by pointer) are left out. */
export function missingFields(
  document: ManifestDocument,
  errors: readonly SchemaError[],
  explained: ReadonlySet<string>,
): readonly Finding[] {
  const missing = new Map<string, string[]>();
  for (const { instancePath, keyword, params } of errors) {
    const field = String(params["missingProperty"]);
    if (keyword !== "required" || explained.has(`${instancePath}/${field}`)) continue;
    missing.set(instancePath, [...(missing.get(instancePath) ?? []), field]);
  }
  return [...missing].map(([instancePath, fields]) =>
    missingFrom(document, pathOf(document.root, instancePath), fields),
  );
}

/** Reported at the empty field itself, where it is there but has no value. */
function missingFrom(document: ManifestDocument, path: Path, fields: readonly string[]): Finding {
  const empty = fields.length === 1 ? entryAt(document.root, [...path, ...fields]) : undefined;
  const span = empty?.keySpan ?? spanOfAbsence(document, path);
  const owner = path.length === 0 ? document.kind : pathText(path);
  return schemaFinding(document, "required", span, `${owner} needs ${listFields(fields)}`);
}

/** Where something that is missing in a map is reported: the map's key, or the first key of a list's item. */
function spanOfAbsence(document: ManifestDocument, path: Path): Span {
  const entry = entryAt(document.root, path);
  if (entry !== undefined) return entry.keySpan;
  const node = nodeAt(document.root, path);
  return firstEntry(node, path)?.keySpan ?? node?.span ?? document.span;
}

/** Of a whole document its kind is the key that says what is missing. */
function firstEntry(node: ValueNode | undefined, path: Path): MapEntry | undefined {
  if (node?.type !== "map") return undefined;
  return (path.length === 0 ? node.entries.find(({ key }) => key === "kind") : undefined) ?? node.entries[0];
}
