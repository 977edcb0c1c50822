import { additions, namedTypes } from "./additions.ts";
import { clientField } from "./client-types.ts";
import type { JsonSchema } from "./json-schema.ts";
import { type TypeSchema, typeName } from "./read-types.ts";

/** Schemas by name. Kubernetes' own bear the name of their class in `@kubernetes/client-node`: `V1PodSpec`. */
export type Definitions = Record<string, JsonSchema>;

/**
 * Adds a type, and every type that it uses, to the definitions. The type and its client class are walked side by side:
 * so each type gets its class's name, and each number learns whether it is whole. `classes` remembers which class a type
 * was met with, for types that are used where no class leads to them.
 */
export function define(
  definitions: Definitions,
  { name, types }: TypeSchema,
  className: string | undefined,
  classes: Map<string, string>,
): void {
  addType(name, className);

  /** Returns the name under which the type now stands. */
  function addType(type: string, model: string | undefined): string {
    const plainName = type.replace(/^I(?=[A-Z])/, "");
    const defined = model ?? classes.get(type) ?? plainName;
    if (definitions[defined] === undefined) {
      const schema = Object.assign(structuredClone(types[type] ?? {}), namedTypes[plainName]);
      if (plainName === "IntOrString") schema.type = ["integer", "string"];
      definitions[defined] = schema;
      if (model !== undefined) classes.set(type, model);
      addFields(schema, plainName, model);
    }
    return defined;
  }

  function addFields(schema: JsonSchema, type: string, model: string | undefined): void {
    for (const [field, value] of Object.entries(schema.properties ?? {})) {
      const known = clientField(model, field);
      if (known?.format.startsWith("int") === true) makeWhole(value);
      for (const holder of [value, value.items, value.additionalProperties]) {
        if (typeof holder === "object") addValue(holder, known?.className);
      }
    }
    applyAdditions(type, schema);
  }

  function addValue(schema: JsonSchema, model: string | undefined): void {
    if (schema.$ref !== undefined) {
      schema.$ref = `#/$defs/${addType(typeName(schema.$ref), model)}`;
    } else if (schema.properties !== undefined && model !== undefined) {
      schema.$ref = `#/$defs/${addInlined(schema, model)}`;
    } else if (schema.properties !== undefined) {
      addFields(schema, "", undefined);
    }
  }

  /** A type that its file writes out in place, but that has a class: the schema moves to the definitions. */
  function addInlined(schema: JsonSchema, model: string): string {
    const moved = { ...schema };
    for (const keyword of Object.keys(schema)) Reflect.deleteProperty(schema, keyword);
    if (definitions[model] === undefined) {
      definitions[model] = moved;
      addFields(moved, model, model);
    }
    return model;
  }
}

function makeWhole(schema: JsonSchema): void {
  for (const holder of [schema, schema.items]) if (holder?.type === "number") holder.type = "integer";
}

function applyAdditions(type: string, schema: JsonSchema): void {
  for (const [field, value] of Object.entries(schema.properties ?? {})) {
    for (const addition of additions.filter(({ fields }) => fields.includes(`${type}.${field}`))) {
      Object.assign(value, addition.keywords);
      if (addition.required === true) schema.required = [...(schema.required ?? []), field];
    }
  }
}
