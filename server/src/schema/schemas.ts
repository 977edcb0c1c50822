import configuration from "../../../schemas/configuration.schema.json" with { type: "json" };
import { isConfigurationFile } from "../configuration/read-configuration.ts";
import type { ManifestDocument } from "../document/document.ts";
import { isKustomizationFile } from "../document/kustomization-file.ts";
import { definitionName, definitions } from "./definitions.ts";
import type { JsonSchema } from "./json-schema.ts";

/** The schema of one kind of one API version. */
export interface SchemaEntry {
  readonly apiVersion: string;
  readonly kind: string;
  readonly schema: JsonSchema;
}

/** By `apiVersion/kind`. */
const entries: ReadonlyMap<string, SchemaEntry> = new Map(
  Object.values(definitions).flatMap((schema) => {
    const apiVersion = schema.properties?.["apiVersion"]?.const;
    const kind = schema.properties?.["kind"]?.const;
    return apiVersion === undefined || kind === undefined
      ? []
      : [[`${apiVersion}/${kind}`, { apiVersion, kind, schema }] as const];
  }),
);

/** A configuration is known by its file's name, and no kind of Kubernetes; it is validated where it is read. */
const configurationEntry: SchemaEntry = {
  apiVersion: "resource-planner.dev/configuration",
  kind: "Configuration",
  schema: configuration.$defs.Configuration as JsonSchema,
};

/** Undefined where no schema is bundled for the kind. */
export function schemaFor(apiVersion: string, kind: string): SchemaEntry | undefined {
  if (apiVersion === configurationEntry.apiVersion) return configurationEntry;
  return entries.get(`${apiVersion}/${kind}`);
}

/**
 * The schema of a document: that of its kind. A `kustomization.yaml` is a Kustomization even where it does not say so.
 * Undefined where no schema is bundled.
 */
export function schemaOf({
  file,
  apiVersion,
  kind,
}: Pick<ManifestDocument, "file" | "apiVersion" | "kind">): SchemaEntry | undefined {
  if (isConfigurationFile(file)) return configurationEntry;
  if (!isKustomizationFile(file) || (kind !== "" && apiVersion !== "")) return schemaFor(apiVersion, kind);
  return [...entries.values()].find((entry) => entry.kind === (kind || "Kustomization"));
}

/** The kinds that have a schema, by name; of a kind's API versions the newest first. */
export function kinds(): readonly { readonly apiVersion: string; readonly kind: string }[] {
  return [...entries.values()]
    .map(({ apiVersion, kind }) => ({ apiVersion, kind }))
    .sort((a, b) => compare(a.kind, b.kind) || compare(b.apiVersion, a.apiVersion));
}

/**
 * A kind's JSON Schema with every definition that it uses, for tools that read a file. `kind` is a kind, of which the
 * newest API version is given, or `apiVersion/kind`. Undefined where no schema is bundled.
 */
export function schemaJson(kind: string): unknown {
  const known = kinds().find((each) => each.kind === kind || `${each.apiVersion}/${each.kind}` === kind);
  const entry = known && schemaFor(known.apiVersion, known.kind);
  if (entry === undefined) return undefined;
  const used = new Set<string>();
  const root = collect(entry.schema, used);
  const $defs = Object.fromEntries([...used].sort().map((name) => [name, collect(definitions[name] ?? {}, used)]));
  return { $schema: "https://json-schema.org/draft/2020-12/schema", title: entry.kind, ...root, $defs };
}

/** The schema with its references made local, and the definitions behind them noted, with those behind these. */
function collect(schema: JsonSchema, used: Set<string>): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key: string, value: unknown) => {
    if (key !== "$ref" || typeof value !== "string") return value;
    const name = definitionName(value);
    if (!used.has(name)) {
      used.add(name);
      collect(definitions[name] ?? {}, used);
    }
    return value.slice(value.indexOf("#"));
  });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
