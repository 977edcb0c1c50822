import type { ManifestDocument, MapEntry, ValueNode } from "../document/document.ts";
import { entriesAt, entryAt, isOwn } from "../document/locate.ts";
import { oncePerContent } from "../document/once-per-content.ts";
import type { Path, Span } from "../document/span.ts";
import { equivalents } from "../rules/equivalents.ts";
import { codeRemoval, readCodeList, type Suppression } from "./suppression.ts";

/**
 * Suppressions in the annotations of an object or its pod template: `resource-planner.dev/ignore: "CODE[, CODE]"`, and
 * those that were written for other tools, for what these call the same.
 */
export const annotationSuppressions: (document: ManifestDocument) => readonly Suppression[] = oncePerContent(
  (document) =>
    places.flatMap((place) =>
      entriesAt(document.root, place).flatMap((entry, _, { length }) => {
        const suppression = isOwn(entry) ? read(document, entry) : undefined;
        const parent = length === 1 ? entryAt(document.root, place) : undefined;
        return suppression === undefined ? [] : [{ ...suppression, entry: spanOf(parent ?? entry) }];
      }),
    ),
);

const places: readonly Path[] = [
  ["metadata", "annotations"],
  ["spec", "template", "metadata", "annotations"],
  ["spec", "jobTemplate", "spec", "template", "metadata", "annotations"],
];

function read(document: ManifestDocument, entry: MapEntry): Suppression | undefined {
  const { key, keySpan, value } = entry;
  const text = value.type === "scalar" ? value.source : "";
  const common = { covers: document.span, span: spanOf(entry) };
  if (key === "resource-planner.dev/ignore") {
    const { codes, reason } = readCodeList(text, textStart(value));
    const removable = isVerbatim(value)
      ? codes.map((code, index) => ({ ...code, removal: codeRemoval(document.file, codes, index) }))
      : codes;
    return { ...common, codes: removable, reason, own: true };
  }
  const foreign = foreignSuppression(key, text);
  if (foreign === undefined || foreign.codes.length === 0) return undefined;
  const codes = foreign.codes.map((name) => ({ name, span: keySpan }));
  return { ...common, codes, reason: foreign.reason, own: false };
}

function spanOf({ keySpan, value }: MapEntry): Span {
  return { start: keySpan.start, end: value.span.end };
}

/** Whether a text stands in the file as it reads: in one line, without escapes. */
function isVerbatim({ span, ...node }: ValueNode): boolean {
  if (node.type !== "scalar") return false;
  const quotes = node.style === "single" || node.style === "double" ? 2 : 0;
  return span.end - span.start === node.source.length + quotes;
}

/** After the quote, if there is one. */
function textStart({ span, ...node }: ValueNode): number {
  return span.start + (node.type === "scalar" && (node.style === "single" || node.style === "double") ? 1 : 0);
}

interface Foreign {
  readonly codes: readonly string[];
  readonly reason: string | undefined;
}

function foreignSuppression(key: string, text: string): Foreign | undefined {
  const kubeLinter = /^ignore-check\.kube-linter\.io\/(.+)$/.exec(key)?.[1];
  if (kubeLinter !== undefined) {
    return { codes: codesOf("kubeLinter", [kubeLinter]), reason: text.trim() || undefined };
  }
  const polaris = /^polaris\.fairwinds\.com\/(?:(.+)-)?exempt$/.exec(key);
  if (polaris !== null && text === "true") {
    return { codes: codesOf("polaris", polaris[1] === undefined ? undefined : [polaris[1]]), reason: undefined };
  }
  if (key !== "kube-score/ignore") return undefined;
  const ids = text.split(",").map((id) => id.trim());
  return { codes: codesOf("kubeScore", ids), reason: undefined };
}

/** Our codes for another tool's ids; undefined: for all of its ids. */
function codesOf(tool: "kubeLinter" | "polaris" | "kubeScore", ids: readonly string[] | undefined): readonly string[] {
  return equivalents
    .filter((equivalent) => equivalent[tool]?.some((id) => ids === undefined || ids.includes(id)))
    .map(({ code }) => code);
}
