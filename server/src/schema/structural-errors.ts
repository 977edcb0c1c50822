import { resolve } from "./definitions.ts";
import { type JsonSchema, typesOf } from "./json-schema.ts";
import type { SchemaError } from "./validators.generated.js";

/** Nobody reads more of one document at once. */
const maximumErrors = 500;

/**
 * The rules of a schema that a value breaks, in the form of the compiled validators: for schemas that are only known
 * while the program runs.
 */
export function structuralErrors(schema: JsonSchema, data: unknown): readonly SchemaError[] {
  const errors: SchemaError[] = [];
  check(schema, data, "", errors);
  return errors;
}

function check(written: JsonSchema, data: unknown, instancePath: string, errors: SchemaError[]): void {
  if (data === undefined || errors.length >= maximumErrors) return;
  const schema = resolve(written);
  const types = typesOf(schema);
  const report = (keyword: string, params: SchemaError["params"] = {}): void => {
    errors.push({ instancePath, keyword, params });
  };
  if (types.length > 0 && !types.some((type) => isOfType(data, type))) report("type");
  else if (typeof data === "string") checkText(schema, data, report);
  else if (typeof data === "number") checkNumber(schema, data, report);
  else if (Array.isArray(data)) checkList(schema, data, instancePath, errors, report);
  else if (isMap(data)) checkMap(schema, data, instancePath, errors, report);
}

function isMap(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

type Report = (keyword: string, params?: SchemaError["params"]) => void;

function isOfType(data: unknown, type: string): boolean {
  if (type === "array") return Array.isArray(data);
  if (type === "object") return isMap(data);
  return type === "integer" ? Number.isInteger(data) : typeof data === type;
}

function checkText(schema: JsonSchema, text: string, report: Report): void {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  if (values !== undefined && !values.includes(text)) report("enum");
  else if (schema.pattern !== undefined && !new RegExp(schema.pattern, "u").test(text)) report("pattern");
  else if (text === "" && (schema.minLength ?? 0) > 0) report("minLength");
}

function checkNumber(schema: JsonSchema, value: number, report: Report): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) {
    report("exclusiveMinimum", { limit: exclusiveMinimum });
  } else if (minimum !== undefined && value < minimum) report("minimum", { limit: minimum });
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) {
    report("exclusiveMaximum", { limit: exclusiveMaximum });
  } else if (maximum !== undefined && value > maximum) report("maximum", { limit: maximum });
}

function checkList(
  schema: JsonSchema,
  list: readonly unknown[],
  path: string,
  errors: SchemaError[],
  report: Report,
): void {
  if (list.length === 0 && (schema.minItems ?? 0) > 0) report("minItems");
  const { items } = schema;
  if (items === undefined) return;
  for (const [index, item] of list.entries()) check(items, item, `${path}/${index}`, errors);
}

function checkMap(
  schema: JsonSchema,
  map: Readonly<Record<string, unknown>>,
  path: string,
  errors: SchemaError[],
  report: Report,
): void {
  for (const field of schema.required ?? []) {
    if (map[field] === undefined) report("required", { missingProperty: field });
  }
  const { properties = {}, additionalProperties = true } = schema;
  for (const [field, value] of Object.entries(map)) {
    const place = `${path}/${field.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (Object.hasOwn(properties, field)) check(properties[field] ?? {}, value, place, errors);
    else if (additionalProperties === false) report("additionalProperties", { additionalProperty: field });
    else if (additionalProperties !== true) check(additionalProperties, value, place, errors);
  }
}
