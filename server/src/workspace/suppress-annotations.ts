import type { ManifestDocument, MapEntry, ValueNode } from "../document/document.ts";
import { entriesAt, isOwn } from "../document/locate.ts";
import { oncePerContent } from "../document/once-per-content.ts";
import type { Path } from "../document/span.ts";
import { equivalents } from "../rules/equivalents.ts";
import { readCodeList, type Suppression } from "./suppression.ts";

/**
 * Suppressions in the annotations of an object or its pod template: `resource-planner.dev/ignore: "CODE[, CODE]"`, and
 * those that were written for other tools, for what these call the same.
 */
export const annotationSuppressions: (document: ManifestDocument) => readonly Suppression[] = oncePerContent(
  (document) =>
    places.flatMap((place) =>
      entriesAt(document.root, place).flatMap((entry) => {
        const suppression = isOwn(entry) ? read(document, entry) : undefined;
        return suppression === undefined ? [] : [suppression];
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
  const common = { covers: document.span, span: { start: keySpan.start, end: value.span.end } };
  if (key === "resource-planner.dev/ignore") return { ...common, ...readCodeList(text, textStart(value)), own: true };
  const foreign = foreignSuppression(key, text);
  if (foreign === undefined || foreign.codes.length === 0) return undefined;
  const codes = foreign.codes.map((name) => ({ name, span: keySpan }));
  return { ...common, codes, reason: foreign.reason, own: false };
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
