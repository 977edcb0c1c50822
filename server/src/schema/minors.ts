import table from "../../../schemas/kubernetes/minors.json" with { type: "json" };
import { coreDefinitions, follow } from "./definitions.ts";
import type { JsonSchema } from "./json-schema.ts";

/** The minor versions of Kubernetes that are bundled, oldest first: the newest as schemas, the others by what differs. */
export const bundledMinors: readonly string[] = table.minors;

/** A version that is bundled. */
const newest = bundledMinors.at(-1) ?? "";

/**
 * The bundled minor version by which manifests are judged that are for another (`1.35`): the next that is bundled, so
 * that nothing is called missing that may be there; the newest where none is named.
 */
export function judgedMinor(written: string | undefined): string {
  return bundledMinors.find((minor) => written !== undefined && compareMinors(minor, written) >= 0) ?? newest;
}

/** Whether a version is newer than all that are bundled, and may have fields that none of them has. */
export function isBeyondBundled(version: string | undefined): version is string {
  return version !== undefined && compareMinors(version, newest) > 0;
}

/** Whether the version that manifests are for has what came with a bundled one (`first`), or was always there. */
export function existsIn(version: string | undefined, first: string | undefined): boolean {
  return first === undefined || compareMinors(first, judgedMinor(version)) <= 0;
}

/** In which of the bundled versions a kind is. */
export interface KindMinors {
  /** The first with it; undefined where the oldest has it. */
  readonly from: string | undefined;
  /** The first without it again; undefined where the newest has it. */
  readonly after: string | undefined;
}

/** Undefined where all bundled versions have the kind, or none. */
export function minorsOfKind(apiVersion: string, kind: string): KindMinors | undefined {
  const minors = kindMinors[`${apiVersion}/${kind}`];
  if (minors === undefined) return undefined;
  const { from, until } = minors;
  return { from, after: until === undefined ? undefined : bundledMinors[bundledMinors.indexOf(until) + 1] };
}

const kindMinors: Readonly<Record<string, { readonly from?: string; readonly until?: string }>> = table.kinds;

/** The first bundled version that has a field of an object; undefined where all of them have it. */
export function firstMinorOf(owner: JsonSchema, field: string): string | undefined {
  const property = owner.properties?.[field];
  if (property === undefined) return undefined;
  return (
    firstMinors.get(property) ?? (property.$ref === undefined ? undefined : firstMinors.get(follow(property.$ref)))
  );
}

/** By the field's schema in the definition that it belongs to; other projects' definitions refer to it. */
const firstMinors: ReadonlyMap<JsonSchema, string> = new Map(
  Object.entries(table.fields).flatMap(([place, minor]) => {
    const [name = "", field = ""] = place.split(".");
    const property = coreDefinitions[name]?.properties?.[field];
    return property === undefined ? [] : [[property, minor] as const];
  }),
);

/** `1.34`, or `1.35 or 1.36` where no version between is bundled that would tell. */
export function sinceText(minor: string): string {
  const before = bundledMinors[bundledMinors.indexOf(minor) - 1];
  const first = before === undefined ? numberOf(minor) : numberOf(before) + 1;
  return Array.from({ length: numberOf(minor) - first + 1 }, (_, index) => `1.${first + index}`).join(" or ");
}

/** Negative where `a` is older than `b`. */
export function compareMinors(a: string, b: string): number {
  return numberOf(a) - numberOf(b);
}

function numberOf(minor: string): number {
  return Number(minor.slice("1.".length));
}
