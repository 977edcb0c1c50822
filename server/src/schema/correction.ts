import type { ManifestDocument, ScalarNode, ValueNode } from "../document/document.ts";
import type { Fix } from "../document/finding.ts";
import { apiScalar } from "./api-data.ts";
import { inQuotesOf, replacement } from "./finding-at.ts";
import { type JsonSchema, typesOf } from "./json-schema.ts";

/** Only what is certain: quotes that are missing or too many, and the value that was meant (`meant`) by a misspelt one. */
export function correction(
  document: ManifestDocument,
  node: ValueNode,
  schema: JsonSchema,
  meant: string | undefined,
): Fix | undefined {
  if (node.type !== "scalar" || node.style === "block") return undefined;
  if (meant !== undefined) {
    const quote = node.style === "single" ? "'" : '"';
    return replacement(document, `Change to ${meant}`, node.span, inQuotesOf(node.span, node.source, meant, quote));
  }
  const types = typesOf(schema);
  if (types.length === 1 && types[0] === "string" && typeof apiScalar(node) !== "string") {
    return replacement(document, `Put ${node.source} in quotes`, node.span, JSON.stringify(node.source));
  }
  return isQuoted(node) && isTextOf(types, node.source)
    ? replacement(document, `Remove the quotes around ${node.source}`, node.span, node.source)
    : undefined;
}

function isQuoted(node: ScalarNode): boolean {
  return node.style === "single" || node.style === "double";
}

function isTextOf(types: readonly string[], text: string): boolean {
  if (types.includes("integer")) return /^-?(0|[1-9]\d*)$/.test(text);
  if (types.includes("number")) return /^-?\d+(\.\d+)?$/.test(text);
  return types.includes("boolean") && /^(true|false)$/.test(text);
}
