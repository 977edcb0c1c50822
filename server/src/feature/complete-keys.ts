import { indentUnit } from "../document/indent-unit.ts";
import type { Path } from "../document/span.ts";
import { lineBreak } from "../document/text-lines.ts";
import { schemaAmong } from "../schema/crd.ts";
import { resolve, schemaAt } from "../schema/definitions.ts";
import { fieldOf, type JsonSchema, typesOf } from "../schema/json-schema.ts";
import { existsIn, firstMinorOf } from "../schema/minors.ts";
import { configurationFor } from "../workspace/configuration-for.ts";
import { customSchemasIn } from "../workspace/custom-schemas.ts";
import { type Candidate, itemKind, literal } from "./candidate.ts";
import type { CompletionSite } from "./completion-site.ts";
import { fieldHover } from "./field-hover.ts";

/** The fields that the map at the cursor may have and has not: those that it must have first. */
export function keyCandidates(site: CompletionSite): readonly Candidate[] {
  const { cursor } = site;
  const schema = mapSchema(site);
  const names = namesFor(site, schema).filter((name) => !cursor.taken.has(name) && name !== "status");
  const isRoot = cursor.path.length === 0;
  return names.map((name) => {
    const isRequired = schema?.required?.includes(name) === true;
    const field = (schema && fieldOf(schema, name)) ?? {};
    return {
      label: name,
      snippet: `${literal(name)}${cursor.hasColon ? "" : valueStart(site, field)}`,
      kind: itemKind.property,
      detail: isRequired ? "required" : typeWord(resolve(field)),
      ...documented(site, [...cursor.path, name]),
      asksNext: !cursor.hasColon && !isFree(resolve(field)),
      rank: rankOf(name, isRequired, isRoot),
    };
  });
}

/** The fields that the map has in the version of Kubernetes that the file is for. */
function namesFor({ snapshot, source }: CompletionSite, schema: JsonSchema | undefined): readonly string[] {
  const { kubernetesVersion } = configurationFor(snapshot.configurations, source.file);
  const names = Object.keys(schema?.properties ?? {});
  return names.filter((name) => schema !== undefined && existsIn(kubernetesVersion, firstMinorOf(schema, name)));
}

/** Of a bundled schema the documentation is looked up later; one of the workspace may be gone by then. */
function documented({ snapshot, cursor }: CompletionSite, path: Path): Pick<Candidate, "field" | "documentation"> {
  const { apiVersion, kind } = cursor;
  const customSchemas = customSchemasIn(snapshot.files);
  if (!customSchemas.has(`${apiVersion}/${kind}`)) return { field: { apiVersion, kind, path } };
  const documentation = fieldHover(cursor, path, customSchemas);
  return documentation === undefined ? {} : { documentation };
}

/** The schema of the map that a key at the cursor belongs to; undefined where none stands there. */
function mapSchema({ cursor, snapshot }: CompletionSite): JsonSchema | undefined {
  const root = schemaAmong(customSchemasIn(snapshot.files), cursor.apiVersion, cursor.kind)?.schema;
  const schema = root && schemaAt(root, cursor.path);
  return schema?.properties === undefined ? undefined : schema;
}

/** White space of a line break and of one step of indentation below a column. */
export function lineBelow({ source, cursor }: CompletionSite, steps: number): string {
  const { root } = source.documents.find((document) => document.root?.type === "map") ?? {};
  const unit = indentUnit({ text: source.text, root, isJson: false });
  return lineBreak(source.text) + " ".repeat(cursor.column) + unit.repeat(steps);
}

function rankOf(name: string, isRequired: boolean, isRoot: boolean): number {
  if (isRoot && ["apiVersion", "kind", "metadata", "spec"].includes(name))
    return 10 + ["apiVersion", "kind", "metadata", "spec"].indexOf(name);
  return isRequired ? 20 : 30;
}

/** What follows a key: a space where a scalar does, the beginning of a block where one does. */
function valueStart(site: CompletionSite, field: JsonSchema): string {
  const schema = resolve(field);
  const types = typesOf(schema);
  const isScalar = types.length === 0 || types.some((type) => type !== "object" && type !== "array");
  if (isScalar) return ": $0";
  if (site.cursor.flow) return types.includes("array") ? ": [$0]" : ": { $0 }";
  return `:${lineBelow(site, 1)}${types.includes("array") ? "- " : ""}$0`;
}

function typeWord(schema: JsonSchema): string {
  return schema.title ?? typesOf(schema).join(" or ");
}

/** A string or number of which nothing is known cannot be suggested. */
function isFree(schema: JsonSchema): boolean {
  return schema.enum === undefined && ["string", "integer", "number"].includes(typesOf(schema)[0] ?? "");
}
