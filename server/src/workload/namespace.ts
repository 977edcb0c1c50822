import type { ManifestDocument } from "../document/document.ts";
import { stringAt } from "../document/locate.ts";
import { oncePerContent } from "../document/once-per-content.ts";

/**
 * Whether two documents certainly belong to one namespace: both name it, or neither does and they stand in one folder.
 * Where a name is missing it is given on the command line or by a tool, for each folder anew.
 */
export function shareNamespace(a: ManifestDocument, b: ManifestDocument): boolean {
  if (a.namespace !== b.namespace) return false;
  const named = [a, b].filter(namesNamespace).length;
  return named === 2 || (named === 0 && folderOf(a.file) === folderOf(b.file));
}

/** Whether a document names its namespace itself. */
const namesNamespace = oncePerContent(({ root }) => (stringAt(root, ["metadata", "namespace"]) ?? "") !== "");

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}
