import type { ManifestDocument } from "../document/document.ts";
import { settingsOf } from "./amounts.ts";
import { isKind } from "./api-kind.ts";
import { child, itemsOf, rootField } from "./field.ts";
import type { Quota } from "./inventory.ts";

/** Reads a ResourceQuota: what a namespace may use at most. */
export function readQuota(document: ManifestDocument): readonly Quota[] {
  if (!isKind(document, "ResourceQuota", [""])) return [];
  const spec = child(rootField(document), "spec");
  const isScoped = itemsOf(child(spec, "scopes")).length > 0 || child(spec, "scopeSelector").node !== undefined;
  const { name, namespace } = document;
  return [{ document, name, namespace, hard: settingsOf(child(spec, "hard")), isScoped }];
}
