import type { JsonSchema } from "./json-schema.ts";

type Written = Readonly<Record<string, unknown>>;

/** Schemas of operators nest some forty levels; what is deeper is taken as anything. */
const maximumDepth = 100;

/**
 * The schema that a CustomResourceDefinition writes (a structural one of OpenAPI) as ours: fields that it does not name
 * are unknown, for the API server drops them, unless it says that it keeps them. What it says by `allOf`, `oneOf` and
 * rules of its own is left out: it forbids values, and names none.
 */
export function fromStructural(written: unknown, depth: number = 0): JsonSchema | undefined {
  if (!isRecord(written) || depth > maximumDepth) return undefined;
  const { description, default: preset } = written;
  return {
    ...typeOf(written),
    ...(typeof description === "string" ? { description } : {}),
    ...(preset === undefined ? {} : { default: preset }),
    ...valuesOf(written),
    ...boundsOf(written),
    ...itemsOf(written, depth),
    ...fieldsOf(written, depth),
  };
}

function typeOf(written: Written): JsonSchema {
  if (written["x-kubernetes-int-or-string"] === true) return { type: ["integer", "string"] };
  const { type } = written;
  return typeof type === "string" ? { type } : {};
}

function valuesOf({ enum: values, pattern }: Written): JsonSchema {
  const texts = Array.isArray(values) && values.every((value) => typeof value === "string") ? { enum: values } : {};
  const form = typeof pattern === "string" && isPattern(pattern) ? { pattern, title: `text like ${pattern}` } : {};
  return { ...texts, ...form };
}

/** The dialect of Go: what ours does not know is not judged. */
function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").source !== "" && pattern.length <= 200;
  } catch {
    return false;
  }
}

const numericKeywords = ["minimum", "maximum", "minLength", "minItems"] as const;

function boundsOf(written: Written): JsonSchema {
  const bounds = numericKeywords.flatMap((keyword) => {
    const bound = written[keyword];
    return typeof bound === "number" ? [[keyword, bound] as const] : [];
  });
  // An exclusive bound is a flag beside the bound here.
  const exclusive = ["minimum", "maximum"].flatMap((keyword) => {
    const flag = `exclusive${keyword[0]?.toUpperCase()}${keyword.slice(1)}`;
    return written[flag] === true ? [[flag, written[keyword]] as const] : [];
  });
  return Object.fromEntries([...bounds, ...exclusive]);
}

function itemsOf({ items }: Written, depth: number): JsonSchema {
  const item = fromStructural(items, depth + 1);
  return item === undefined ? {} : { items: item };
}

function fieldsOf(written: Written, depth: number): JsonSchema {
  const { properties, additionalProperties, required } = written;
  const isObject = written["type"] === "object" || isRecord(properties);
  if (!isObject) return {};
  const values = isRecord(additionalProperties) ? fromStructural(additionalProperties, depth + 1) : undefined;
  const keepsOthers = written["x-kubernetes-preserve-unknown-fields"] === true || additionalProperties === true;
  const fields = isRecord(properties) ? namedFields(properties, depth) : undefined;
  const embedded = written["x-kubernetes-embedded-resource"] === true ? objectFields : {};
  return {
    ...(fields === undefined ? {} : { properties: { ...embedded, ...fields } }),
    additionalProperties: values ?? (keepsOthers || fields === undefined),
    ...(Array.isArray(required) ? { required: required.map(String) } : {}),
  };
}

/** What each object within an object has. */
const objectFields: Readonly<Record<string, JsonSchema>> = {
  apiVersion: { type: "string" },
  kind: { type: "string" },
  metadata: { type: "object", additionalProperties: true },
};

function namedFields(properties: Written, depth: number): Readonly<Record<string, JsonSchema>> {
  const fields: Record<string, JsonSchema> = Object.create(null);
  for (const [name, property] of Object.entries(properties)) fields[name] = fromStructural(property, depth + 1) ?? {};
  return fields;
}

function isRecord(value: unknown): value is Written {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
