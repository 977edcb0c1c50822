import builtInKinds from "../../../schemas/kubernetes/kinds.json" with { type: "json" };
import { schemaAmong } from "../schema/crd.ts";
import { resolve, schemaAt } from "../schema/definitions.ts";
import { type JsonSchema, typesOf, valuesOf } from "../schema/json-schema.ts";
import { existsIn, minorsOfKind } from "../schema/minors.ts";
import { kinds } from "../schema/schemas.ts";
import { configurationFor } from "../workspace/configuration-for.ts";
import { customSchemasIn } from "../workspace/custom-schemas.ts";
import { type Candidate, itemKind, literal } from "./candidate.ts";
import type { CompletionSite } from "./completion-site.ts";

/** The values that the schema names: of an enumeration, true and false, and the default. */
export function valueCandidates(site: CompletionSite): readonly Candidate[] {
  const { path, apiVersion, kind } = site.cursor;
  if (path.length === 1 && path[0] === "apiVersion") return apiVersions(allKinds(site), kind);
  if (path.length === 1 && path[0] === "kind") return kindsOf(allKinds(site), apiVersion);
  const root = schemaAmong(customSchemasIn(site.snapshot.files), apiVersion, kind)?.schema;
  const schema = root && schemaAt(root, path);
  if (schema === undefined) return [];
  const preset = schema.default;
  const values = [...(valuesOf(schema) ?? []), ...(typesOf(schema).includes("boolean") ? ["true", "false"] : [])];
  const all = preset === undefined || typeof preset === "object" ? values : [...values, String(preset)];
  return all
    .filter((value) => value !== "")
    .map((value) => ({
      label: value,
      snippet: literal(needsQuotes(value, schema) ? `"${value}"` : value),
      kind: itemKind.enumMember,
      ...(value === String(preset) ? { detail: "default" } : {}),
      rank: 10,
    }));
}

function apiVersions(all: readonly ObjectKind[], kind: string): readonly Candidate[] {
  const ofKind = all.filter((each) => each.kind === kind);
  return candidates((ofKind.length > 0 ? ofKind : all).map((each) => each.apiVersion));
}

function kindsOf(all: readonly ObjectKind[], apiVersion: string): readonly Candidate[] {
  const ofVersion = all.filter((each) => each.apiVersion === apiVersion);
  return candidates((ofVersion.length > 0 ? ofVersion : all).map((each) => each.kind));
}

interface ObjectKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Those with a schema before those that the file's version of Kubernetes merely has. */
function allKinds({ snapshot, source }: CompletionSite): readonly ObjectKind[] {
  const { kubernetesVersion } = configurationFor(snapshot.configurations, source.file);
  const builtIn: Readonly<Record<string, readonly string[]>> = builtInKinds;
  const served = Object.keys(builtIn)
    .flatMap((apiVersion) => (builtIn[apiVersion] ?? []).map((kind) => ({ apiVersion, kind })))
    .filter(({ apiVersion, kind }) => existsIn(kubernetesVersion, minorsOfKind(apiVersion, kind)?.from));
  return [...customSchemasIn(snapshot.files).values(), ...kinds(), ...served];
}

function candidates(names: readonly string[]): readonly Candidate[] {
  return [...new Set(names)].map((name) => ({ label: name, snippet: literal(name), kind: itemKind.value, rank: 10 }));
}

/** A string that YAML would read as something else. */
function needsQuotes(value: string, schema: JsonSchema): boolean {
  const types = typesOf(resolve(schema));
  return types.length === 1 && types[0] === "string" && /^(?:true|false|null|yes|no|on|off|[\d.]+)$/i.test(value);
}
