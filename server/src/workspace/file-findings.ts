import type { SourceFile } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import type { Span } from "../document/span.ts";
import { type CheckContext, checkDocument } from "../rules/rules.ts";
import type { ValidationOptions } from "../schema/validate.ts";
import { schemaFindings } from "./schema-findings.ts";

/** Everything to be said about one file, by position; each thing once. */
export function fileFindings(source: SourceFile, context: CheckContext & ValidationOptions): readonly Finding[] {
  const bySchema = source.documents.flatMap((document) => schemaFindings(document, context));
  const byRules = source.documents.flatMap((document) => checkDocument(document, context));
  const byReading = context.inventory.findings.filter(({ file }) => file === source.file);
  const isKnown = ({ span }: Finding): boolean =>
    [...bySchema, ...byRules.filter(({ code }) => isQuantity(code))].some((other) => isSameSpan(other.span, span));
  return distinct([
    ...source.findings,
    ...bySchema,
    ...byRules.filter(({ code, span }) => !isQuantity(code) || !bySchema.some((other) => isSameSpan(other.span, span))),
    ...byReading.filter((finding) => !isKnown(finding)),
  ]).toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** A value that has the wrong type is not reported a second time as a bad quantity, and none of these as one that could not be used. */
function isQuantity(code: string): boolean {
  return code.startsWith("quantity/");
}

/** A value that several containers share by an anchor is found wrong by each of them. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, span: { start, end } }) => {
    const key = `${code} ${start} ${end}`;
    return !seen.has(key) && seen.add(key);
  });
}

function isSameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
