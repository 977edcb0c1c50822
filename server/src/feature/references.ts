import type { DocumentHighlight, Location, Position } from "vscode-languageserver";
import type { Snapshot } from "../workspace/snapshot.ts";
import { locations } from "./definition.ts";
import type { NamePlace } from "./document-references.ts";
import { nameAt, placesOf, referenceIndexOf } from "./reference-index.ts";
import { selectorsOf } from "./selected-workloads.ts";
import { offsetAt, rangeOf } from "./to-lsp.ts";

/** Who refers to the object whose name stands at a position: by its name, and to a workload by its pods' labels. */
export function references(
  snapshot: Snapshot,
  file: string,
  position: Position,
  includeDeclaration: boolean,
): Location[] {
  const name = nameUnder(snapshot, file, position);
  if (name === undefined) return [];
  const places = placesOf(referenceIndexOf(snapshot), name);
  const workloads = snapshot.inventory.workloads.filter(({ id }) => name.ids.includes(id));
  const selectors = workloads.flatMap((workload) => selectorsOf(snapshot, workload));
  return locations(snapshot, [
    ...(includeDeclaration ? places.objects : []),
    ...places.references,
    ...selectors.map(({ document, span }) => ({ file: document.file, span })),
  ]);
}

/** The same name in the same file. */
export function highlights(snapshot: Snapshot, file: string, position: Position): DocumentHighlight[] {
  const source = snapshot.files.get(file);
  const name = nameUnder(snapshot, file, position);
  if (source === undefined || name === undefined) return [];
  const { objects, references: others } = placesOf(referenceIndexOf(snapshot), name);
  const here = (place: NamePlace): boolean => place.file === file;
  return [
    ...objects.filter(here).map(({ span }) => ({ range: rangeOf(source, span), kind: 3 as const })),
    ...others.filter(here).map(({ span }) => ({ range: rangeOf(source, span), kind: 2 as const })),
  ];
}

function nameUnder(snapshot: Snapshot, file: string, position: Position): NamePlace | undefined {
  const source = snapshot.files.get(file);
  return source && nameAt(source, offsetAt(source, position));
}
