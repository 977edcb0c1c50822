import type { Definitions } from "./definitions.ts";
import { type JsonSchema, subschemas } from "./json-schema.ts";

/**
 * Says in the schemas what the API server does: null stands for an absent field wherever the field is optional, a map's
 * empty value is its zero, and objects without fields hold anything. Every object may be null, for a schema cannot know
 * by which of its fields' owners it is required.
 */
export function normalize(definitions: Definitions): Definitions {
  for (const definition of Object.values(definitions)) {
    for (const schema of subschemas(definition)) normalizeOne(schema);
    allowNull(definition);
  }
  return Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function normalizeOne(schema: JsonSchema): void {
  if (schema.description !== undefined) schema.description = cleanText(schema.description);
  if (schema.type === "object" && schema.properties === undefined && schema.additionalProperties === false) {
    schema.additionalProperties = true;
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (schema.required?.includes(name) !== true) allowNull(property);
  }
  if (typeof schema.additionalProperties === "object") allowNull(schema.additionalProperties);
}

function allowNull(schema: JsonSchema): void {
  if (schema.type === undefined || schema.const !== undefined) return;
  schema.type = [...new Set([schema.type, "null"].flat())];
  if (schema.enum !== undefined) schema.enum = [...schema.enum, null];
}

/** The types' comments have lost the line breaks of their lists, and kept the spaces that aligned them. */
function cleanText(text: string): string {
  return text
    .replace(/ {2,}- /g, "\n- ")
    .replace(/ {2,}/g, " ")
    .replace(/ +$/gm, "")
    .trim();
}
