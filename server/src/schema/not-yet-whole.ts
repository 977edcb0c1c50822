import type { ManifestDocument, ValueNode } from "../document/document.ts";
import { nodeAt } from "../document/locate.ts";
import { pathOf } from "./json-pointer.ts";
import type { SchemaError } from "./validators.generated.js";

/**
 * The errors that will still be there when a tool has made the object out of the document: a placeholder such as
 * `{{ .Values.replicas }}` will be replaced, and a patch (`$patch: delete`) leaves out most fields. Of a part of an
 * object (`isPart`, and each template) only what is written is judged: what it is written next to is not known.
 */
export function lastingErrors(
  document: ManifestDocument,
  errors: readonly SchemaError[],
  isPart: boolean,
): readonly SchemaError[] {
  const { root, broken, template } = document;
  const isPatch = errors.some(isDirective);
  const isUnknown = isPart || template === true ? isUnknownInPart : isPlaceholder;
  return errors.filter(
    (error) =>
      !isUnknown(nodeAt(root, pathOf(root, error.instancePath)), error) &&
      !isDirective(error) &&
      !(error.keyword === "required" && (isPatch || broken)),
  );
}

/** What an object has too few or too many of says nothing of its parts. */
const keywordsOfWholes = new Set(["required", "minItems", "maxItems", "minProperties", "maxProperties"]);

/** An absent value, such as that of an action, will have one. */
function isUnknownInPart(node: ValueNode | undefined, { keyword }: SchemaError): boolean {
  if (keywordsOfWholes.has(keyword) || isPlaceholder(node)) return true;
  return node?.type === "scalar" && (node.value === null || node.source.includes("{{"));
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
