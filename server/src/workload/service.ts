import type { ManifestDocument } from "../document/document.ts";
import { isKind } from "./api-kind.ts";
import { child, rootField, textsOf } from "./field.ts";
import type { Service } from "./inventory.ts";

/** Reads a Service that selects pods; one without a selector has its endpoints made by hand. */
export function readService(document: ManifestDocument): readonly Service[] {
  if (!isKind(document, "Service", [""])) return [];
  const selector = child(rootField(document), "spec", "selector");
  const labels = textsOf(selector);
  if (selector.node === undefined || Object.keys(labels).length === 0) return [];
  const { name, namespace } = document;
  return [{ document, name, namespace, selector: labels, selectorSpan: selector.keySpan ?? selector.node.span }];
}
