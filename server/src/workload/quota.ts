import type { ManifestDocument } from "../document/document.ts";
import { settingsOf } from "./amounts.ts";
import { isKind } from "./api-kind.ts";
import { child, type Field, itemsOf, rootField, textItemsOf, textOf } from "./field.ts";
import type { Quota, QuotaScope } from "./inventory.ts";

/** Reads a ResourceQuota: what a namespace may use at most. */
export function readQuota(document: ManifestDocument): readonly Quota[] {
  if (!isKind(document, "ResourceQuota", [""])) return [];
  const spec = child(rootField(document), "spec");
  const { name, namespace } = document;
  return [{ document, name, namespace, hard: settingsOf(child(spec, "hard")), scopes: readScopes(spec) }];
}

function readScopes(spec: Field): readonly QuotaScope[] {
  const named = textItemsOf(child(spec, "scopes")).map((name) => ({ name, operator: "Exists", values: [] }));
  const selected = itemsOf(child(spec, "scopeSelector", "matchExpressions")).map((each) => ({
    name: textOf(child(each, "scopeName")) ?? "",
    operator: textOf(child(each, "operator")) ?? "",
    values: textItemsOf(child(each, "values")),
  }));
  return [...named, ...selected];
}
