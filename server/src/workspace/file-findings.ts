import type { ManifestDocument, SourceFile } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import type { Span } from "../document/span.ts";
import { type CheckContext, checkDocument } from "../rules/rules.ts";
import { validateDocument } from "../schema/validate.ts";

/** Everything to be said about one file, by position; each thing once. */
export function fileFindings(source: SourceFile, context: CheckContext): readonly Finding[] {
  const isPart = context.isPart === true;
  const bySchema = source.documents.flatMap((document) => schemaFindings(document, isPart));
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

const knownOfWholes: WeakMap<ManifestDocument, readonly Finding[]> = new WeakMap();
const knownOfParts: WeakMap<ManifestDocument, readonly Finding[]> = new WeakMap();

/** They depend on the document alone, so they are made once for each state of it. */
function schemaFindings(document: ManifestDocument, isPart: boolean): readonly Finding[] {
  const known = isPart ? knownOfParts : knownOfWholes;
  const findings = known.get(document) ?? validateDocument(document, { isPart });
  known.set(document, findings);
  return findings;
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
