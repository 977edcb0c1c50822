import type { ManifestDocument } from "../document/document.ts";
import { amountsOf, settingsOf } from "./amounts.ts";
import { isKind } from "./api-kind.ts";
import { child, itemsOf, rootField, textOf } from "./field.ts";
import type { LimitRange, Quota } from "./inventory.ts";

/** Reads a ResourceQuota: what a namespace may use at most. */
export function readQuota(document: ManifestDocument): readonly Quota[] {
  if (!isKind(document, "ResourceQuota", [""])) return [];
  const hard = settingsOf(child(rootField(document), "spec", "hard"));
  return [{ document, name: document.name, namespace: document.namespace, hard }];
}

/** Reads a LimitRange: what a single container, pod or claim of a namespace may use, and gets by default. */
export function readLimitRange(document: ManifestDocument): readonly LimitRange[] {
  if (!isKind(document, "LimitRange", [""])) return [];
  const items = itemsOf(child(rootField(document), "spec", "limits")).map((item) => ({
    type: textOf(child(item, "type")) ?? "",
    min: amountsOf(child(item, "min")),
    max: amountsOf(child(item, "max")),
    default: amountsOf(child(item, "default")),
    defaultRequest: amountsOf(child(item, "defaultRequest")),
  }));
  return [{ document, namespace: document.namespace, items }];
}
