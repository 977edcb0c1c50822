import type { ManifestDocument } from "../document/document.ts";

/**
 * Whether a document is of this kind in one of these API groups (`""` is the core group), whatever the version.
 * A document whose `apiVersion` is not written yet may belong to any group.
 */
export function isKind(document: ManifestDocument, kind: string, groups: readonly string[]): boolean {
  if (document.kind !== kind) return false;
  if (document.apiVersion === "") return true;
  const slash = document.apiVersion.indexOf("/");
  return groups.includes(slash < 0 ? "" : document.apiVersion.slice(0, slash));
}
