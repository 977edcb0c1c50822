import type { ManifestDocument, ValueNode } from "../document/document.ts";
import { nodeAt } from "../document/locate.ts";
import { pathOf } from "./json-pointer.ts";
import type { SchemaError } from "./validators.generated.js";

/**
 * The errors that will still be there when a tool has made the object out of the document: a placeholder such as
 * `{{ .Values.replicas }}` will be replaced, and a patch (`$patch: delete`) leaves out most fields.
 */
export function lastingErrors(document: ManifestDocument, errors: readonly SchemaError[]): readonly SchemaError[] {
  const isPatch = errors.some(isDirective);
  return errors.filter(
    (error) =>
      !isPlaceholder(nodeAt(document.root, pathOf(document.root, error.instancePath))) &&
      !isDirective(error) &&
      !(error.keyword === "required" && (isPatch || document.broken)),
  );
}

/** The keys by which a strategic merge patch says what it does: `$patch`, `$retainKeys`, `$setElementOrder/…`. */
function isDirective({ keyword, params }: SchemaError): boolean {
  return keyword === "additionalProperties" && String(params["additionalProperty"]).startsWith("$");
}

/** Unquoted, a placeholder is YAML for a map with a map as its key. */
function isPlaceholder(node: ValueNode | undefined): boolean {
  if (node?.type === "scalar") return /^\{\{.*\}\}$/s.test(node.source);
  return node?.type === "map" && node.flow && node.entries[0]?.key.startsWith("{") === true;
}
