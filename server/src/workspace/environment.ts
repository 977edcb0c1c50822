import type { ManifestDocument, SourceFile } from "../document/document.ts";
import type { Finding, RelatedPlace } from "../document/finding.ts";
import type { Span } from "../document/span.ts";
import type { Inventory } from "../workload/inventory.ts";
import type { Build } from "./kustomize/build.ts";
import type { Origin } from "./kustomize/built-value.ts";
import type { PrintedPlace } from "./kustomize/print.ts";

/** What kustomizations build for one place where it runs: a team's development, staging or production. */
export interface Environment {
  /** That of the kustomizations' folders, or what the ResourcePlan beside one of them says. */
  readonly name: string;
  readonly builds: readonly Build[];
  /** The built objects as one file, which stands on no disk. */
  readonly source: SourceFile;
  /** By the place in that file, in its order. */
  readonly places: readonly PrintedPlace[];
  /** What the objects mean together, under the ResourcePlan that governs the environment. */
  readonly inventory: Inventory;
  /** What each object was first written as, by the built one. */
  readonly written: ReadonlyMap<ManifestDocument, ManifestDocument>;
}

/** Where a place of the built file is written: a key or a value there, or the last before it. */
export function originOf({ places }: Pick<Environment, "places">, span: Span): Origin | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle]?.span.start ?? 0) <= span.start) low = middle + 1;
    else high = middle;
  }
  return places[low - 1]?.origin;
}

/** A finding at the text that people write. Its fix stays: it is made for that text. */
export function findingAtOrigin(environment: Environment, finding: Finding): Finding {
  const related = finding.related?.map((place): RelatedPlace => ({ ...place, ...placeAtOrigin(environment, place) }));
  const place = placeAtOrigin(environment, finding);
  return { ...finding, ...place, ...(related === undefined ? {} : { related }) };
}

/** A place of the built file at the text that people write; every other place as it is. */
export function placeAtOrigin(
  environment: Pick<Environment, "places" | "source">,
  { file, span }: { readonly file: string; readonly span: Span },
): { readonly file: string; readonly span: Span } {
  const origin = file === environment.source.file ? originOf(environment, span) : undefined;
  return { file: origin?.file ?? file, span: origin?.span ?? span };
}
