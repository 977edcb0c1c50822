import type { Position, Range, WorkspaceEdit } from "vscode-languageserver";
import type { TextEdit } from "../document/finding.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { NamePlace } from "./document-references.ts";
import { nameAt, placesOf, referenceIndexOf } from "./reference-index.ts";
import { workloadKinds } from "./reference-kinds.ts";
import { type EditTarget, offsetAt, rangeOf, toWorkspaceEdit } from "./to-lsp.ts";

/** The name at a position that can be changed everywhere: that of an object which stands in the workspace. */
export function prepareRename(
  snapshot: Snapshot,
  file: string,
  position: Position,
): { readonly range: Range; readonly placeholder: string } | null {
  const source = snapshot.files.get(file);
  const name = source && renamable(snapshot, file, position);
  if (source === undefined || name === undefined) return null;
  return { range: rangeOf(source, name.span), placeholder: name.name };
}

/** The edits that change an object's name and every reference to it; why not, where the new name cannot be one. */
export function rename(
  snapshot: Snapshot,
  file: string,
  position: Position,
  newName: string,
  target: EditTarget,
): WorkspaceEdit | { readonly refused: string } {
  const name = renamable(snapshot, file, position);
  if (name === undefined) return { refused: "There is no name here that can be changed." };
  const refused = refusalOf(snapshot, name, newName);
  if (refused !== undefined) return { refused };
  const { objects, references } = placesOf(referenceIndexOf(snapshot), name);
  const edits: TextEdit[] = [...objects, ...references].map((place) => ({
    file: place.file,
    span: place.span,
    newText: newName,
  }));
  return toWorkspaceEdit(edits, target);
}

function renamable(snapshot: Snapshot, file: string, position: Position): NamePlace | undefined {
  const source = snapshot.files.get(file);
  const name = source && nameAt(source, offsetAt(source, position));
  if (name === undefined) return undefined;
  const { objects } = referenceIndexOf(snapshot);
  const known = name.ids.find((id) => objects.has(id) && kinds.has(kindOf(id)));
  // Of several kinds that a reference may mean, the one that is there.
  return known === undefined ? undefined : { ...name, ids: [known] };
}

function refusalOf(snapshot: Snapshot, { ids, name }: NamePlace, newName: string): string | undefined {
  if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(newName) || newName.length > 253)
    return "A name is made of lower case letters, digits, - and ., and begins and ends with a letter or digit.";
  const [id = ""] = ids;
  const taken = `${id.slice(0, id.length - name.length)}${newName}`;
  if (newName !== name && referenceIndexOf(snapshot).objects.has(taken))
    return `There is a ${kindOf(id)} ${newName} already.`;
  return undefined;
}

function kindOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}

const kinds: ReadonlySet<string> = new Set([
  ...workloadKinds,
  "ConfigMap",
  "Namespace",
  "PersistentVolumeClaim",
  "PriorityClass",
  "Secret",
  "Service",
  "ServiceAccount",
]);
