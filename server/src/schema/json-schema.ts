/** As much of JSON Schema (draft 2020-12) as the bundled schemas use. */
export interface JsonSchema {
  readonly $ref?: string;
  /** For types that are more than their JSON form: a noun phrase, such as `duration such as 90s or 7d`. */
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: string;
  readonly enum?: readonly (string | null)[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  /** What is a map or one of some words. */
  readonly anyOf?: readonly JsonSchema[];
}

/** The JSON types that a schema admits, in its order. Null is left out: it stands for an absent value everywhere. */
export function typesOf(schema: JsonSchema): readonly string[] {
  return [schema.type ?? []].flat().filter((type) => type !== "null");
}

/** The values that a schema admits, where it names them. */
export function valuesOf(schema: JsonSchema): readonly string[] | undefined {
  if (schema.const !== undefined) return [schema.const];
  const named = schema.enum ?? schema.anyOf?.find((each) => each.enum !== undefined)?.enum;
  return named?.filter((value) => value !== null);
}

/** The schema of one field of an object; undefined where the object has no such field. */
export function fieldOf(schema: JsonSchema, field: string): JsonSchema | undefined {
  if (schema.properties !== undefined && Object.hasOwn(schema.properties, field)) return schema.properties[field];
  return typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
}
