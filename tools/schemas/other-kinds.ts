import { readFileSync } from "node:fs";
import path from "node:path";
import { type Definitions, define } from "./definitions.ts";
import { type JsonSchema, subschemas } from "./json-schema.ts";
import { normalize } from "./normalize.ts";
import { typeReader } from "./read-types.ts";
import { shareFields } from "./share-fields.ts";

/** The Kubernetes types that Knative's revision builds on. */
const lenders = ["V1PodSpec", "V1Container"];

/**
 * The definitions of other projects' kinds, with references to those of Kubernetes (`kubernetes`) in place of what these
 * define. Two projects may use one name for two types: each type bears the name of the kind's project before its own.
 */
export function otherDefinitions(kubernetes: Definitions, classes: ReadonlyMap<string, string>): Definitions {
  const readType = typeReader("others.ts");
  const source = readFileSync(path.join(import.meta.dirname, "others.ts"), "utf8");
  const all: Definitions = {};
  for (const [, kind = ""] of source.matchAll(/^export interface (\w+)/gm)) {
    const project = /^[A-Z][a-z]+/.exec(kind)?.[0] ?? "";
    const definitions = { ...kubernetes };
    define(definitions, readType(kind), undefined, new Map(classes));
    const own = Object.fromEntries(Object.entries(definitions).filter(([name]) => kubernetes[name] === undefined));
    const nameOf = (name: string): string => (name.startsWith(project) ? name : `${project}${name}`);
    renameReferences(own, nameOf);
    for (const [name, definition] of Object.entries(own)) all[nameOf(name)] ??= definition;
  }
  const normal = normalize(all);
  shareFields(normal, kubernetes, lenders);
  referToKubernetes(normal, kubernetes);
  return normal;
}

function renameReferences(own: Definitions, nameOf: (name: string) => string): void {
  for (const schema of Object.values(own).flatMap((definition) => [...subschemas(definition)])) {
    const [, table = "", name = ""] = schema.$ref?.split("/") ?? [];
    // A type that is only another name for a map of some other type refers to that as it was read.
    if (table === "definitions") schema.$ref = `#/$defs/${name.replace(/^I(?=[A-Z])/, "")}`;
    else if (own[name] !== undefined) schema.$ref = `#/$defs/${nameOf(name)}`;
    shareMetadata(schema);
  }
}

/** What every object says of itself is the same type everywhere. */
function shareMetadata({ properties = {} }: JsonSchema): void {
  if (properties["metadata"]?.properties?.["creationTimestamp"] === undefined) return;
  properties["metadata"] = { $ref: "#/$defs/V1ObjectMeta" };
}

/** References to types of Kubernetes lead into its own file. */
export function referToKubernetes(definitions: Definitions, kubernetes: Definitions): void {
  for (const schema of Object.values(definitions).flatMap((definition) => [...subschemas(definition)])) {
    const [, , name = ""] = schema.$ref?.split("/") ?? [];
    if (kubernetes[name] !== undefined) schema.$ref = `../kubernetes/definitions.json${schema.$ref}`;
  }
}
