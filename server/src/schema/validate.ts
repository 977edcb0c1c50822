import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { apiData } from "./api-data.ts";
import { apiVersionFindings } from "./api-version.ts";
import type { CustomSchemas } from "./crd.ts";
import { pathOf } from "./json-pointer.ts";
import type { JsonSchema } from "./json-schema.ts";
import { isBeyondBundled } from "./minors.ts";
import { missingFields } from "./missing-fields.ts";
import { newerFields } from "./newer-fields.ts";
import { lastingErrors } from "./not-yet-whole.ts";
import { schemaOf } from "./schemas.ts";
import { structuralErrors } from "./structural-errors.ts";
import { unknownField } from "./unknown-field.ts";
import { type SchemaError, validators } from "./validators.generated.js";
import { wrongValue } from "./wrong-value.ts";

/** What is known about a document beside its text. */
export interface ValidationOptions {
  /** True of a part of an object, such as a patch: nothing is reported as missing. */
  readonly isPart?: boolean;
  /** Schemas that the documents around it define; they go before the bundled ones. */
  readonly customSchemas?: CustomSchemas;
  /** The minor version of Kubernetes that it is for, such as `1.34`; the newest that is bundled where absent. */
  readonly kubernetesVersion?: string | undefined;
}

/**
 * What its schema says against a document, one finding for each mistake. Documents of kinds without a schema are left
 * alone, unless a kind that has one is written with an apiVersion that has no such kind. The text of quantities is not
 * judged here; of a broken document, and of a part of an object such as a patch, nothing is reported as missing.
 */
export function validateDocument(
  document: ManifestDocument,
  { isPart = false, customSchemas, kubernetesVersion }: ValidationOptions = {},
): readonly Finding[] {
  const custom = customSchemas?.get(`${document.apiVersion}/${document.kind}`);
  const entry = custom ?? schemaOf(document);
  if (entry === undefined || document.root === undefined) return apiVersionFindings(document, kubernetesVersion);
  const data = apiData(document.root);
  const broken =
    custom === undefined ? errorsOf(`${entry.apiVersion}/${entry.kind}`, data) : structuralErrors(custom.schema, data);
  const errors = lastingErrors(document, broken, isPart);
  const named = document.kind === "" ? { ...document, kind: entry.kind } : document;
  const newer = kubernetesVersion === undefined ? [] : newerFields(named, entry.schema, kubernetesVersion);
  if (errors.length + newer.length === 0) return [];
  return findingsOf(named, entry.schema, errors, { newer, version: kubernetesVersion });
}

/** Nobody reads more of one document at once; the rest shows when these are mended. */
const maximumErrors = 500;

/** None where the data is undefined: that a document, written out, is too large is reported by its parser. */
function errorsOf(kind: string, data: unknown): readonly SchemaError[] {
  const validator = validators[kind];
  if (validator === undefined || data === undefined || validator(data)) return [];
  return validator.errors?.slice(0, maximumErrors) ?? [];
}

function findingsOf(
  document: ManifestDocument,
  schema: JsonSchema,
  errors: readonly SchemaError[],
  { newer, version }: { readonly newer: readonly Finding[]; readonly version: string | undefined },
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
  const missing = missingFields(document, errors, explained);
  const fields = unknown.map(({ finding, isExplained }) => (isExplained ? finding : softened(finding, version)));
  return distinct([...fields, ...wrong, ...missing, ...newer]);
}

/** A version that nothing is known of may have the field. */
function softened(finding: Finding, version: string | undefined): Finding {
  if (!isBeyondBundled(version)) return finding;
  const message = `${finding.message} Schemas of Kubernetes ${version}, for which this folder is, are not bundled.`;
  return { ...finding, severity: "information", message };
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

/** What several aliases lead to is wrong once. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map(
    findings.map((finding) => [`${finding.code} ${finding.span.start} ${finding.span.end}`, finding]),
  );
  return [...seen.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
