import type { ManifestDocument } from "../document/document.ts";
import { isKind } from "./api-kind.ts";
import { child, type Field, numberOf, rootField, textOf, textsOf } from "./field.ts";
import type { DisruptionBudget, Located } from "./inventory.ts";

/** Reads a PodDisruptionBudget. */
export function readBudget(document: ManifestDocument): readonly DisruptionBudget[] {
  if (!isKind(document, "PodDisruptionBudget", ["policy"])) return [];
  const spec = child(rootField(document), "spec");
  const minAvailable = countOrShare(child(spec, "minAvailable"));
  const maxUnavailable = countOrShare(child(spec, "maxUnavailable"));
  return [
    {
      document,
      name: document.name,
      namespace: document.namespace,
      matchLabels: textsOf(child(spec, "selector", "matchLabels")),
      ...(minAvailable === undefined ? {} : { minAvailable }),
      ...(maxUnavailable === undefined ? {} : { maxUnavailable }),
    },
  ];
}

/** A number of pods, or a share such as `50%`. */
function countOrShare(field: Field): Located<number | string> | undefined {
  const value = numberOf(field) ?? textOf(field);
  if (value === undefined || field.node === undefined) return undefined;
  return { value, span: field.node.span, path: field.path };
}
