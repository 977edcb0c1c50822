/** As much of JSON Schema (draft 2020-12) as the bundled schemas use. */
export interface JsonSchema {
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  const?: string;
  enum?: (string | null)[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  deprecated?: boolean;
}

/** Every schema inside a schema, itself first. */
export function* subschemas(schema: JsonSchema): Generator<JsonSchema> {
  yield schema;
  for (const property of Object.values(schema.properties ?? {})) yield* subschemas(property);
  if (schema.items !== undefined) yield* subschemas(schema.items);
  if (typeof schema.additionalProperties === "object") yield* subschemas(schema.additionalProperties);
}
