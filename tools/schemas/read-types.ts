import path from "node:path";
import { createGenerator, type SchemaGenerator } from "ts-json-schema-generator";
import type { JsonSchema } from "./json-schema.ts";

const root = path.join(import.meta.dirname, "../..");

/** A type as ts-json-schema-generator sees it: its own name, and every type that it uses, by name. */
export interface TypeSchema {
  readonly name: string;
  readonly types: Readonly<Record<string, JsonSchema>>;
}

/** Reads exported types of a file of this folder, one at a time: two API versions may use one name for two types. */
export function typeReader(file: string): (exportedName: string) => TypeSchema {
  const generator = createGenerator({
    path: path.join(import.meta.dirname, file),
    tsconfig: path.join(root, "tsconfig.json"),
    skipTypeCheck: true,
    expose: "export",
    jsDoc: "extended",
    topRef: true,
  });
  return (exportedName) => readType(generator, exportedName);
}

function readType(generator: SchemaGenerator, exportedName: string): TypeSchema {
  const types = generator.createSchema(exportedName).definitions as Record<string, JsonSchema>;
  const alias = types[exportedName]?.$ref;
  return { name: alias === undefined ? exportedName : typeName(alias), types };
}

/** The type that a reference of ts-json-schema-generator points to. */
export function typeName(ref: string): string {
  return ref.slice("#/definitions/".length);
}
