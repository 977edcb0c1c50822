import type { ManifestDocument, ScalarNode } from "../document/document.ts";
import { documentAt, placeAt, scalarAt } from "../document/locate.ts";
import type { Path, Span } from "../document/span.ts";
import { type Environment, originOf } from "./environment.ts";
import type { Environments } from "./environments.ts";
import type { Origin } from "./kustomize/built-value.ts";
import { matchingPath, namedPath } from "./kustomize/named-path.ts";

/** A value of an object as one environment builds it. */
export interface EnvironmentValue {
  readonly environment: Environment;
  /** The built object. */
  readonly document: ManifestDocument;
  readonly path: Path;
  readonly node: ScalarNode;
  /** Where it is set. */
  readonly origin: Origin | undefined;
}

/**
 * What environments make of a value: of one of an object's own text that at the same place of the object, wherever it is
 * set then; of one in a patch that which comes from there.
 */
export function environmentValues(
  { list }: Environments,
  document: ManifestDocument,
  path: Path,
  span: Span,
): readonly EnvironmentValue[] {
  return list.flatMap((environment) => {
    const objects = objectsOf(environment, document);
    const places =
      objects.length > 0
        ? objects.flatMap((object) => sameIn(object, document, path))
        : comingFrom(environment, document.file, span);
    return places.flatMap((place) => valueAt(environment, place));
  });
}

/** The objects that an environment builds from a document. */
export function objectsOf({ written }: Environment, document: ManifestDocument): readonly ManifestDocument[] {
  return [...written].filter(([, from]) => from === document).map(([object]) => object);
}

type ObjectPlace = Pick<EnvironmentValue, "document" | "path">;

function sameIn(object: ManifestDocument, document: ManifestDocument, path: Path): readonly ObjectPlace[] {
  const named = namedPath(document, path);
  const own = named === undefined ? path : matchingPath(object, named);
  return own === undefined ? [] : [{ document: object, path: own }];
}

function comingFrom({ places, source }: Environment, file: string, { start, end }: Span): readonly ObjectPlace[] {
  const printed = places.filter(
    ({ origin }) => origin.file === file && origin.span.start === start && origin.span.end === end,
  );
  return printed.flatMap(({ span }) => {
    const document = documentAt(source, span.start);
    const place = document && placeAt(document, span.start);
    return document === undefined || place === undefined ? [] : [{ document, path: place.path }];
  });
}

function valueAt(environment: Environment, place: ObjectPlace): readonly EnvironmentValue[] {
  const node = scalarAt(place.document.root, place.path);
  return node === undefined ? [] : [{ environment, ...place, node, origin: originOf(environment, node.span) }];
}
