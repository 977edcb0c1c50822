import type { SourceFile } from "../document/document.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { type NamePlace, referencesIn } from "./document-references.ts";

/** Who names what, over all files. */
export interface ReferenceIndex {
  /** Where an object is written, by its id; several where files hold variants of it. */
  readonly objects: ReadonlyMap<string, readonly NamePlace[]>;
  /** Who refers to an object, by its id. */
  readonly references: ReadonlyMap<string, readonly NamePlace[]>;
}

const indexes: WeakMap<Snapshot["files"], ReferenceIndex> = new WeakMap();

/** The index of a snapshot; put together once, from what is known about each document. */
export function referenceIndexOf({ files }: Pick<Snapshot, "files">): ReferenceIndex {
  const index = indexes.get(files) ?? makeIndex(files);
  indexes.set(files, index);
  return index;
}

/** The name at an offset: an object's own, or one that refers to it. */
export function nameAt(source: SourceFile, offset: number): NamePlace | undefined {
  const covers = ({ span }: NamePlace): boolean => span.start <= offset && offset <= span.end;
  for (const document of source.documents) {
    if (document.span.start > offset || offset > document.span.end) continue;
    const { own, references } = referencesIn(document);
    const found = [...(own === undefined ? [] : [own]), ...references].find(covers);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every place in which the objects of a name are written, and those that refer to them. */
export function placesOf(
  index: ReferenceIndex,
  { ids }: NamePlace,
): { readonly objects: readonly NamePlace[]; readonly references: readonly NamePlace[] } {
  const objects = ids.flatMap((id) => index.objects.get(id) ?? []);
  return { objects, references: [...new Set(ids.flatMap((id) => index.references.get(id) ?? []))] };
}

function makeIndex(files: Snapshot["files"]): ReferenceIndex {
  const objects = new Map<string, NamePlace[]>();
  const references = new Map<string, NamePlace[]>();
  for (const { documents } of files.values()) {
    for (const document of documents) {
      const found = referencesIn(document);
      if (found.own !== undefined) add(objects, found.own);
      for (const reference of found.references) add(references, reference);
    }
  }
  return { objects, references };
}

function add(places: Map<string, NamePlace[]>, place: NamePlace): void {
  for (const id of place.ids) {
    const known = places.get(id);
    if (known === undefined) places.set(id, [place]);
    else known.push(place);
  }
}
