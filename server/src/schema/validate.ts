import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { entryAt } from "../document/locate.ts";
import type { Path } from "../document/span.ts";
import { apiData } from "./api-data.ts";
import { apiVersionFindings } from "./api-version.ts";
import { schemaFinding, spanOfAbsence } from "./finding-at.ts";
import { pathOf } from "./json-pointer.ts";
import type { JsonSchema } from "./json-schema.ts";
import { lastingErrors } from "./not-yet-whole.ts";
import { schemaFor } from "./schemas.ts";
import { unknownField } from "./unknown-field.ts";
import { type SchemaError, validators } from "./validators.generated.js";
import { listFields, pathText } from "./words.ts";
import { wrongValue } from "./wrong-value.ts";

/**
 * What its schema says against a document, one finding for each mistake. Documents of kinds without a schema are left
 * alone, unless a kind that has one is written with an apiVersion that has no such kind. The text of quantities is not
 * judged here; of a broken document nothing is reported as missing.
 */
export function validateDocument(document: ManifestDocument): readonly Finding[] {
  const entry = schemaFor(document.apiVersion, document.kind);
  if (entry === undefined || document.root === undefined) return apiVersionFindings(document);
  const errors = lastingErrors(document, errorsOf(`${entry.apiVersion}/${entry.kind}`, apiData(document.root)));
  return errors.length === 0 ? [] : findingsOf(document, entry.schema, errors);
}

/** None where the data is undefined: that a document, written out, is too large is reported by its parser. */
function errorsOf(kind: string, data: unknown): readonly SchemaError[] {
  const validator = validators[kind];
  if (validator === undefined || data === undefined || validator(data)) return [];
  return validator.errors ?? [];
}

function findingsOf(
  document: ManifestDocument,
  schema: JsonSchema,
  errors: readonly SchemaError[],
): readonly Finding[] {
  const unknown = errors
    .filter(({ keyword }) => keyword === "additionalProperties")
    .map(({ instancePath, params }) => {
      const path = pathOf(document.root, instancePath);
      return { instancePath, ...unknownField(document, schema, path, String(params["additionalProperty"])) };
    });
  const explained = new Set(unknown.map(({ instancePath, standsFor }) => `${instancePath}/${standsFor}`));
  const wrong = firstOfEachPlace(errors).flatMap(
    (error) => wrongValue(document, schema, pathOf(document.root, error.instancePath), error) ?? [],
  );
  const absent = absences(document, errors, explained);
  return distinct([...unknown.map(({ finding }) => finding), ...wrong, ...absent]);
}

/** A value of the wrong type is not also outside of its enumeration. */
function firstOfEachPlace(errors: readonly SchemaError[]): readonly SchemaError[] {
  const first = new Map<string, SchemaError>();
  for (const error of errors) {
    if (error.keyword === "additionalProperties" || error.keyword === "required") continue;
    if (error.keyword === "type" || !first.has(error.instancePath)) first.set(error.instancePath, error);
  }
  return [...first.values()];
}

/** One finding for each object that lacks fields. */
function absences(
  document: ManifestDocument,
  errors: readonly SchemaError[],
  explained: ReadonlySet<string>,
): readonly Finding[] {
  const missing = new Map<string, string[]>();
  for (const { instancePath, keyword, params } of errors) {
    const field = String(params["missingProperty"]);
    if (keyword !== "required" || explained.has(`${instancePath}/${field}`)) continue;
    missing.set(instancePath, [...(missing.get(instancePath) ?? []), field]);
  }
  return [...missing].map(([instancePath, fields]) => absence(document, pathOf(document.root, instancePath), fields));
}

/** Reported at the empty field itself, where it is there but has no value. */
function absence(document: ManifestDocument, path: Path, fields: readonly string[]): Finding {
  const empty = fields.length === 1 ? entryAt(document.root, [...path, ...fields]) : undefined;
  const span = empty?.keySpan ?? spanOfAbsence(document, path);
  const owner = path.length === 0 ? document.kind : pathText(path);
  return schemaFinding(document, "required", span, `${owner} needs ${listFields(fields)}`);
}

/** What several aliases lead to is wrong once. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map(
    findings.map((finding) => [`${finding.code} ${finding.span.start} ${finding.span.end}`, finding]),
  );
  return [...seen.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
