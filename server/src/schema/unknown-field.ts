import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { entriesAt, entryAt } from "../document/locate.ts";
import { nearest } from "../document/nearest.ts";
import type { Path } from "../document/span.ts";
import { schemaAt } from "./definitions.ts";
import { inQuotesOf, isWrittenHere, replacement, schemaFinding } from "./finding-at.ts";
import type { JsonSchema } from "./json-schema.ts";
import { type RightfulPlace, rightfulPlace } from "./rightful-place.ts";
import { pathText } from "./words.ts";

/** A field that its object does not have. */
export interface UnknownField {
  readonly finding: Finding;
  /** The field of the same object that is missing only because this one stands in its place. */
  readonly standsFor: string | undefined;
  /** Whether it is known what was meant. */
  readonly isExplained: boolean;
}

/** Finds what was meant: a field with a similar name, or the same field in another object. */
export function unknownField(document: ManifestDocument, root: JsonSchema, path: Path, field: string): UnknownField {
  const taken = new Set(entriesAt(document.root, path).map(({ key }) => key));
  const free = Object.keys(schemaAt(root, path)?.properties ?? {}).filter((name) => !taken.has(name));
  const obvious = nearest(field, free, 1);
  const place = obvious === undefined ? rightfulPlace(root, path, field) : undefined;
  if (place !== undefined) return misplaced(document, path, field, place);
  return misspelt(document, path, field, obvious ?? nearest(field, free));
}

function misspelt(document: ManifestDocument, path: Path, field: string, meant: string | undefined): UnknownField {
  const span = keySpanOf(document, path, field);
  const problem = noField(document, path, field);
  if (meant === undefined)
    return {
      finding: schemaFinding(document, "unknown-field", span, `${problem}.`),
      standsFor: undefined,
      isExplained: false,
    };
  const fix = isWrittenHere(document.root, [...path, field])
    ? replacement(document, `Rename to ${meant}`, span, inQuotesOf(span, field, meant, '"'))
    : undefined;
  const message = `${problem}. Did you mean "${meant}"?`;
  return { finding: schemaFinding(document, "unknown-field", span, message, fix), standsFor: meant, isExplained: true };
}

function misplaced(
  document: ManifestDocument,
  path: Path,
  field: string,
  { place, through }: RightfulPlace,
): UnknownField {
  const where = place.length === 0 ? "at the top of the document" : `in ${place.join(".")}`;
  const message = `${noField(document, path, field)}: it belongs ${where}.`;
  const span = keySpanOf(document, path, field);
  return { finding: schemaFinding(document, "unknown-field", span, message), standsFor: through, isExplained: true };
}

function noField(document: ManifestDocument, path: Path, field: string): string {
  return `${path.length === 0 ? document.kind : pathText(path)} has no field "${field}"`;
}

function keySpanOf(document: ManifestDocument, path: Path, field: string): Finding["span"] {
  return entryAt(document.root, [...path, field])?.keySpan ?? document.span;
}
