import type { Path } from "../document/span.ts";
import { type CustomSchemas, schemaAmong } from "./crd.ts";
import { definitionName, resolve, schemaAt } from "./definitions.ts";
import { fieldOf, type JsonSchema, typesOf, valuesOf } from "./json-schema.ts";
import { firstMinorOf, sinceText } from "./minors.ts";

/** What a schema says about a field, for people. */
export interface FieldDescription {
  /** The field's name; of a list's item, and of a whole document, its type's. */
  readonly title: string;
  /** `whole number`, `list of Container`, `map of string`. */
  readonly type: string;
  /** Empty where the schema has none. */
  readonly description: string;
  readonly values?: readonly string[];
  readonly required?: boolean;
  readonly default?: unknown;
  /** The versions of Kubernetes of which one brought the field, where the oldest bundled does not have it: `1.34`. */
  readonly since?: string;
}

/** The field at a path of a document of a kind; undefined where the kind has no schema or the schema no such field. */
export function describeField(
  apiVersion: string,
  kind: string,
  path: Path,
  customSchemas?: CustomSchemas,
): FieldDescription | undefined {
  const root = schemaAmong(customSchemas, apiVersion, kind)?.schema;
  const schema = root && schemaAt(root, path);
  if (root === undefined || schema === undefined) return undefined;
  const last = path.at(-1);
  const owner = path.length === 0 ? undefined : schemaAt(root, path.slice(0, -1));
  const written = ownSchema(root, owner, last);
  const values = valuesOf(schema);
  const preset = written.default ?? schema.default;
  return {
    title: typeof last === "string" ? last : typeName(written, kind),
    type: last === undefined ? kind : typeText(written),
    description: schema.description ?? "",
    ...(values === undefined ? {} : { values }),
    ...(typeof last === "string" && owner?.required?.includes(last) === true ? { required: true } : {}),
    ...(preset === undefined ? {} : { default: preset }),
    ...sinceOf(owner, last),
  };
}

function sinceOf(owner: JsonSchema | undefined, last: string | number | undefined): Pick<FieldDescription, "since"> {
  const first = owner === undefined || typeof last !== "string" ? undefined : firstMinorOf(owner, last);
  return first === undefined ? {} : { since: sinceText(first) };
}

/** The schema as its owner writes it: a reference names its type. */
function ownSchema(root: JsonSchema, owner: JsonSchema | undefined, last: string | number | undefined): JsonSchema {
  if (owner === undefined || last === undefined) return root;
  return (typeof last === "number" ? owner.items : fieldOf(owner, last)) ?? {};
}

const typeWords: Readonly<Record<string, string>> = {
  integer: "whole number",
  number: "number",
  string: "string",
  boolean: "true or false",
  array: "list",
  object: "map",
};

function typeText(schema: JsonSchema): string {
  const resolved = resolve(schema);
  if (resolved.title !== undefined) return resolved.title;
  const types = typesOf(resolved);
  if (types.includes("array") && resolved.items !== undefined) return `list of ${typeText(resolved.items)}`;
  if (types.includes("object")) return objectText(schema, resolved);
  return types.map((type) => typeWords[type] ?? type).join(" or ") || "anything";
}

function objectText(schema: JsonSchema, { properties, additionalProperties }: JsonSchema): string {
  if (properties !== undefined) return typeName(schema, "map");
  return typeof additionalProperties === "object" ? `map of ${typeText(additionalProperties)}` : "map";
}

/** `PodSpec` of `…#/$defs/V1PodSpec`; references to a property of a definition name no type. */
function typeName({ $ref }: JsonSchema, fallback: string): string {
  if ($ref === undefined || $ref.includes("/properties/")) return fallback;
  return definitionName($ref).replace(/^(Core)?V\d(?=[A-Z])/, "");
}
