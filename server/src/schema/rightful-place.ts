import type { Path } from "../document/span.ts";
import { coreDefinitions, resolve, schemaAt } from "./definitions.ts";
import { type JsonSchema, typesOf } from "./json-schema.ts";

/** Where a field belongs. */
export interface RightfulPlace {
  /** Keys from the document's root, lists as `name[]`. */
  readonly place: readonly string[];
  /** The field that leads there from the map in which it stands now; undefined where it belongs further out. */
  readonly through: string | undefined;
}

/**
 * Where a field that stands in the wrong map belongs: in one of the maps around it, or else in one inside it, the
 * nearest first. Undefined where nothing, or several places equally near, have a field of that name.
 */
export function rightfulPlace(root: JsonSchema, path: Path, field: string): RightfulPlace | undefined {
  if (isCommonplace(field)) return undefined;
  return placeAround(root, path, field) ?? placeInside(root, path, field);
}

function placeAround(root: JsonSchema, path: Path, field: string): RightfulPlace | undefined {
  for (let length = path.length - 1; length >= 0; length--) {
    const around = path.slice(0, length);
    if (schemaAt(root, around)?.properties?.[field] !== undefined)
      return { place: asPlace(around), through: undefined };
  }
  return undefined;
}

interface Step {
  readonly schema: JsonSchema;
  readonly place: readonly string[];
  readonly through: string;
  /** True where every step from the map to here is a required field. */
  readonly isRequired: boolean;
}

/** Seven steps lead from a CronJob's root to its containers. */
const maximumDepth = 7;

function placeInside(root: JsonSchema, path: Path, field: string): RightfulPlace | undefined {
  const start = schemaAt(root, path);
  if (start === undefined) return undefined;
  const seen = new Set<JsonSchema | undefined>();
  let level: readonly Step[] = [{ schema: start, place: asPlace(path), through: "", isRequired: true }];
  for (let depth = 0; depth < maximumDepth && level.length > 0; depth++) {
    level = level.flatMap(inside).filter(({ schema: { properties } }) => !seen.has(properties) && seen.add(properties));
    const found = level.filter(({ schema }) => schema.properties?.[field] !== undefined);
    const likely = found.length === 1 ? found : found.filter(({ isRequired }) => isRequired);
    if (found.length > 0) return likely.length === 1 ? likely[0] : undefined;
  }
  return undefined;
}

/** The maps directly inside a map, required ones first, without what Kubernetes writes itself. */
function inside({ schema, place, through, isRequired }: Step): readonly Step[] {
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => name !== "status")
    .map(([name, property]): Step => {
      const value = resolve(property);
      const isList = typesOf(value).includes("array") && value.items !== undefined;
      return {
        schema: isList ? resolve(value.items) : value,
        place: [...place, isList ? `${name}[]` : name],
        through: through || name,
        isRequired: isRequired && schema.required?.includes(name) === true,
      };
    })
    .sort((a, b) => Number(b.isRequired) - Number(a.isRequired));
}

/** `name`, `type`, `path`: a field that so many objects have says nothing about where it belongs. */
function isCommonplace(field: string): boolean {
  return Object.values(coreDefinitions).filter(({ properties }) => properties?.[field] !== undefined).length > 12;
}

function asPlace(path: Path): readonly string[] {
  const place: string[] = [];
  for (const step of path) {
    if (typeof step === "string") place.push(step);
    else place.push(`${place.pop() ?? ""}[]`);
  }
  return place;
}
