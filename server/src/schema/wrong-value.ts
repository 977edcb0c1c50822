import type { ManifestDocument, ValueNode } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { nodeAt } from "../document/locate.ts";
import { nearest } from "../document/nearest.ts";
import type { Path } from "../document/span.ts";
import { correction } from "./correction.ts";
import { schemaAt } from "./definitions.ts";
import { isWrittenHere, schemaFinding } from "./finding-at.ts";
import { type JsonSchema, typesOf, valuesOf } from "./json-schema.ts";
import type { SchemaError } from "./validators.generated.js";
import { actual, expectation, pathText } from "./words.ts";

/** A value that its field does not take; undefined where the API server takes it nevertheless. */
export function wrongValue(
  document: ManifestDocument,
  root: JsonSchema,
  path: Path,
  error: SchemaError,
): Finding | undefined {
  const node = nodeAt(document.root, path);
  const schema = schemaAt(root, path);
  if (node === undefined || schema === undefined || isTolerated(node, schema, error.keyword)) return undefined;
  const [code, demand] = demandOf(error, schema);
  const meant = code === "enum" ? nearestValue(node, schema) : undefined;
  const hint = meant === undefined ? "" : `. Did you mean ${meant}?`;
  const written = demand.startsWith("must be") ? `, not ${actual(node)}` : "";
  const message = `${pathText(path)} ${demand}${written}${hint}`;
  const fix = isWrittenHere(document.root, path) ? correction(document, node, schema, meant) : undefined;
  return schemaFinding(document, code, node.span, message, fix);
}

/** An empty text counts as absent where a field takes certain words; an empty item or map value as its zero. */
function isTolerated(node: ValueNode, schema: JsonSchema, keyword: string): boolean {
  if (node.type !== "scalar") return false;
  if (keyword === "enum" || keyword === "const") return node.value === "";
  return node.value === null && !typesOf(schema).includes("object");
}

/** What a broken rule asks for, as the end of a sentence, and the code under which it is reported. */
function demandOf({ keyword, params }: SchemaError, schema: JsonSchema): readonly [code: string, demand: string] {
  switch (keyword) {
    case "type":
      return ["type", `must be ${expectation(schema)}`];
    case "enum":
    case "const":
      return ["enum", `must be ${expectation(schema)}`];
    case "pattern":
      return ["format", `must be ${expectation(schema)}`];
    case "minItems":
    case "minLength":
      return ["format", "must not be empty"];
    case "minProperties":
    case "maxProperties":
      return ["format", `must have exactly one of ${Object.keys(schema.properties ?? {}).join(", ")}`];
    default:
      return [
        "range",
        `must be ${schema.title === undefined ? boundText(keyword, params["limit"]) : expectation(schema)}`,
      ];
  }
}

const boundWords: Readonly<Record<string, string>> = {
  minimum: "at least",
  exclusiveMinimum: "more than",
  maximum: "at most",
  exclusiveMaximum: "less than",
};

function boundText(keyword: string, limit: unknown): string {
  return `${boundWords[keyword] ?? keyword} ${limit}`;
}

function nearestValue(node: ValueNode, schema: JsonSchema): string | undefined {
  return node.type === "scalar" ? nearest(node.source, valuesOf(schema) ?? []) : undefined;
}
