import type { ValueNode } from "../document/document.ts";
import type { Path } from "../document/span.ts";
import { legacyBoolean } from "./api-data.ts";
import { type JsonSchema, typesOf, valuesOf } from "./json-schema.ts";

const typeWords: Readonly<Record<string, string>> = {
  string: "a string",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
};

/** What a schema expects, for a sentence: `a whole number`, `one of Always, Never`, `a duration such as 90s or 7d`. */
export function expectation(schema: JsonSchema): string {
  const values = valuesOf(schema);
  if (values !== undefined) return `one of ${listValues(values)}`;
  if (schema.title !== undefined) return `a ${schema.title}`;
  return typesOf(schema)
    .map((type) => typeWords[type] ?? type)
    .join(" or ");
}

/** What is written, for a sentence: `"three"`, `2.5`, `a map`. */
export function actual(node: ValueNode): string {
  if (node.type === "map") return "a map";
  if (node.type === "sequence") return "a list";
  if (node.value === null) return "empty";
  const legacy = legacyBoolean(node);
  if (legacy !== undefined) return `${node.source}, which Kubernetes reads as ${legacy}`;
  if (typeof node.value !== "string") return node.source;
  return JSON.stringify(node.value.length > 40 ? `${node.value.slice(0, 40)}…` : node.value);
}

/** A path as people write it: `spec.containers[0].image`, `metadata.labels["app.kubernetes.io/name"]`. */
export function pathText(path: Path): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (!/^[\w-]+$/.test(step)) text += `["${step}"]`;
    else text += text === "" ? step : `.${step}`;
  }
  return text;
}

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"`. */
export function listFields(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  return [quoted.slice(0, -1).join(", "), ...quoted.slice(-1)].filter((part) => part !== "").join(" and ");
}

/** Long lists, such as that of signals, are cut: the point is the form of the values. */
function listValues(values: readonly string[]): string {
  const named = values.filter((value) => value !== "");
  return named.length <= 12 ? named.join(", ") : `${named.slice(0, 8).join(", ")} and ${named.length - 8} more`;
}
