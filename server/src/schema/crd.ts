import type { ManifestDocument } from "../document/document.ts";
import { itemsAt, nodeAt, stringAt } from "../document/locate.ts";
import type { Path } from "../document/span.ts";
import { apiData } from "./api-data.ts";
import type { JsonSchema } from "./json-schema.ts";
import { type SchemaEntry, schemaFor } from "./schemas.ts";
import { fromStructural } from "./structural-schema.ts";

/** Schemas that the documents around a document define, by `apiVersion/kind`. */
export type CustomSchemas = ReadonlyMap<string, SchemaEntry>;

/** The schema of a kind: the one that the documents around define, else the bundled one. */
export function schemaAmong(
  customSchemas: CustomSchemas | undefined,
  apiVersion: string,
  kind: string,
): SchemaEntry | undefined {
  return customSchemas?.get(`${apiVersion}/${kind}`) ?? schemaFor(apiVersion, kind);
}

/** The schemas of the kinds that a CustomResourceDefinition defines, one for each version; none in other documents. */
export function customSchemasOf(document: ManifestDocument): readonly SchemaEntry[] {
  if (!isDefinition(document)) return [];
  const before = known.get(document);
  if (before !== undefined) return before;
  const entries = readDefinition(document);
  known.set(document, entries);
  return entries;
}

const known: WeakMap<ManifestDocument, readonly SchemaEntry[]> = new WeakMap();

function isDefinition({ apiVersion, kind, template }: ManifestDocument): boolean {
  return kind === "CustomResourceDefinition" && apiVersion.startsWith("apiextensions.k8s.io/") && template !== true;
}

/** Where a version's schema stands in the version itself, and where it stands for all of them (`v1beta1`). */
const ownSchema: Path = ["schema", "openAPIV3Schema"];
const sharedSchema: Path = ["spec", "validation", "openAPIV3Schema"];

function readDefinition({ root }: ManifestDocument): readonly SchemaEntry[] {
  const group = stringAt(root, ["spec", "group"]);
  const kind = stringAt(root, ["spec", "names", "kind"]);
  if (group === undefined || kind === undefined) return [];
  return itemsAt(root, ["spec", "versions"]).flatMap(({ value }) => {
    const name = stringAt(value, ["name"]);
    const written = nodeAt(value, ownSchema) ?? nodeAt(root, sharedSchema);
    if (name === undefined || written === undefined) return [];
    const schema = fromStructural(apiData(written));
    const apiVersion = `${group}/${name}`;
    return schema === undefined ? [] : [{ apiVersion, kind, schema: asObject(schema, apiVersion, kind) }];
  });
}

/** What every object has, whether its definition says so or not. */
function asObject(schema: JsonSchema, apiVersion: string, kind: string): JsonSchema {
  const properties = {
    ...schema.properties,
    apiVersion: { description: `The version of the object: ${apiVersion}.`, type: "string", const: apiVersion },
    kind: { description: `${kind}.`, type: "string", const: kind },
    metadata: { $ref: "#/$defs/V1ObjectMeta" },
  };
  const additionalProperties = schema.properties === undefined ? true : (schema.additionalProperties ?? false);
  return { ...schema, type: "object", properties, additionalProperties };
}
