import type { SourceFile } from "../document/document.ts";
import { type CustomSchemas, customSchemasOf } from "../schema/crd.ts";

const known: WeakMap<ReadonlyMap<string, SourceFile>, CustomSchemas> = new WeakMap();

/** The schemas of the kinds that the CustomResourceDefinitions among the files define; the first counts of two for one kind. */
export function customSchemasIn(files: ReadonlyMap<string, SourceFile>): CustomSchemas {
  const before = known.get(files);
  if (before !== undefined) return before;
  const entries = [...files.values()].flatMap(({ documents }) => documents.flatMap(customSchemasOf));
  const schemas = new Map(entries.reverse().map((entry) => [`${entry.apiVersion}/${entry.kind}`, entry]));
  known.set(files, schemas);
  return schemas;
}
