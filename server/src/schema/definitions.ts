import kserve from "../../../schemas/kserve/inference-service.schema.json" with { type: "json" };
import kubernetes from "../../../schemas/kubernetes/definitions.json" with { type: "json" };
import others from "../../../schemas/others/definitions.json" with { type: "json" };
import kustomization from "../../../schemas/others/kustomization.schema.json" with { type: "json" };
import resourcePlan from "../../../schemas/resource-plan.schema.json" with { type: "json" };
import type { Path } from "../document/span.ts";
import { fieldOf, type JsonSchema } from "./json-schema.ts";

/** Those of Kubernetes and of what this project is about, by name. */
export const coreDefinitions: Readonly<Record<string, JsonSchema>> = {
  ...(kubernetes.$defs as Readonly<Record<string, JsonSchema>>),
  ...(kserve.$defs as Readonly<Record<string, JsonSchema>>),
  ...(resourcePlan.$defs as Readonly<Record<string, JsonSchema>>),
};

/** Every bundled definition by its name; no two files share one. */
export const definitions: Readonly<Record<string, JsonSchema>> = {
  ...coreDefinitions,
  ...(others.$defs as Readonly<Record<string, JsonSchema>>),
  ...(kustomization.$defs as Readonly<Record<string, JsonSchema>>),
};

/** The schema that a reference stands for, with the description that stands beside the reference. */
export function resolve(schema: JsonSchema): JsonSchema {
  let description = schema.description;
  let resolved = schema;
  while (resolved.$ref !== undefined) {
    resolved = follow(resolved.$ref);
    description ??= resolved.description;
  }
  return description === undefined ? resolved : { ...resolved, description };
}

/** The schema of what stands at a path, resolved; undefined where the schema knows no such place. */
export function schemaAt(root: JsonSchema, path: Path): JsonSchema | undefined {
  let schema: JsonSchema | undefined = resolve(root);
  for (const step of path) {
    const next: JsonSchema | undefined = typeof step === "number" ? schema.items : fieldOf(schema, step);
    if (next === undefined) return undefined;
    schema = resolve(next);
  }
  return schema;
}

/** The name of the definition that a reference begins with: `V1PodSpec` of `…#/$defs/V1PodSpec/properties/volumes`. */
export function definitionName(ref: string): string {
  return pointer(ref)[0] ?? "";
}

/** What a reference leads to: a definition, or a property of one. */
export function follow(ref: string): JsonSchema {
  const [name = "", , property] = pointer(ref);
  const definition = definitions[name] ?? {};
  return property === undefined ? definition : (definition.properties?.[property] ?? {});
}

function pointer(ref: string): readonly string[] {
  return ref.slice(ref.indexOf("#/$defs/") + "#/$defs/".length).split("/");
}
