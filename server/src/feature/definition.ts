import type { Location, Position } from "vscode-languageserver";
import { documentAt } from "../document/locate.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { NamePlace } from "./document-references.ts";
import { nameAt, placesOf, referenceIndexOf } from "./reference-index.ts";
import { selectedBy, selectorOf } from "./selected-workloads.ts";
import { locationOf, offsetAt } from "./to-lsp.ts";

/** Where the object is written that a name stands for; of a selector, the workloads that it selects. */
export function definition(snapshot: Snapshot, file: string, position: Position): Location[] {
  const source = snapshot.files.get(file);
  if (source === undefined) return [];
  const offset = offsetAt(source, position);
  const name = nameAt(source, offset);
  if (name !== undefined) return locations(snapshot, placesOf(referenceIndexOf(snapshot), name).objects);
  const document = documentAt(source, offset);
  const selector = document && selectorOf(document);
  if (selector === undefined || offset < selector.extent.start || offset > selector.extent.end) return [];
  const workloads = selectedBy(snapshot, selector);
  return locations(
    snapshot,
    workloads.map((workload) => ({ file: workload.document.file, span: workload.nameSpan })),
  );
}

/** Places in files as the protocol's locations. */
export function locations(snapshot: Snapshot, places: readonly Pick<NamePlace, "file" | "span">[]): Location[] {
  return places.flatMap(({ file, span }) => locationOf(snapshot.files, file, span) ?? []);
}
