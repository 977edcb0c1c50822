/** The unit in which a resource is measured here; empty where the resource is not known. */
export function unitOf(resource: string): string {
  if (resource === "cpu") return "cores";
  if (resource === "memory" || resource === "ephemeral-storage") return "bytes";
  if (resource === "requests") return "requests/s";
  if (resource === "replicas") return "replicas";
  const serving = servingUnits.get(resource);
  if (serving !== undefined) return serving;
  return resource.includes("/") ? "devices" : "";
}

/** The resource that a word names, in whatever case and by its usual short forms; undefined where it names none. */
export function resourceNamed(word: string): string | undefined {
  const lower = word.trim().toLowerCase();
  const resource = shortForms.get(lower) ?? lower;
  return unitOf(resource) === "" ? undefined : resource;
}

/** Base units in one of `unit`; undefined where the resource is not measured in it. Without a unit: base units. */
export function unitFactor(resource: string, unit: string): number | undefined {
  if (unit === "") return 1;
  const base = unitOf(resource);
  const kind = base === "" ? unitKinds.find(([, units]) => factorIn(units, unit) !== undefined)?.[0] : base;
  const units = unitKinds.find(([name]) => name === kind)?.[1];
  return units === undefined ? undefined : factorIn(units, unit);
}

/** The resource that is measured in a unit, where a unit is all that is said. */
export function resourceOfUnit(unit: string): string | undefined {
  const kind = unitKinds.find(([, units]) => factorIn(units, unit) !== undefined)?.[0];
  return kind === undefined ? undefined : mainResources.get(kind);
}

/** A workload and a resource, as far as a name says them: `api.cpu`, `api_cpu`, `web-cpu`, `cpu`, `api`. */
export interface NamedUse {
  readonly workload: string | undefined;
  readonly resource: string | undefined;
}

/** Reads the name of a file (with or without folders and ending) or of a column. */
export function readUse(name: string): NamedUse {
  const whole = resourceNamed(name);
  if (whole !== undefined) return { workload: undefined, resource: whole };
  const [, workload = "", word = ""] = /^(.+)[._ -]([^._ -]+)$/.exec(name) ?? [];
  const resource = resourceNamed(word);
  return resource === undefined ? { workload: name, resource: undefined } : { workload, resource };
}

/** A file's name without its folders and its ending. */
export function stemOf(file: string): string {
  const base = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
  return base.replace(/(?<=.)\.[^.]*$/, "");
}

/** What servers of models tell of themselves; memory of GPUs is counted in bytes like all memory. */
const servingUnits: ReadonlyMap<string, string> = new Map([
  ["gpu-memory", "bytes"],
  ["prompt-tokens", "tokens/s"],
  ["generation-tokens", "tokens/s"],
  ["running-requests", "requests"],
  ["waiting-requests", "requests"],
  ["kv-cache", "share"],
]);

const shortForms: ReadonlyMap<string, string> = new Map([
  ["mem", "memory"],
  ["gpu", "nvidia.com/gpu"],
  ["gpus", "nvidia.com/gpu"],
  ["rps", "requests"],
  ["qps", "requests"],
]);

const binary = ["Ki", "Mi", "Gi", "Ti", "Pi"].flatMap((unit, index): [string, number][] => [
  [unit, 1024 ** (index + 1)],
  [`${unit}B`, 1024 ** (index + 1)],
]);
const decimal = ["k", "M", "G", "T", "P"].flatMap((unit, index): [string, number][] => [
  [unit, 1000 ** (index + 1)],
  [`${unit}B`, 1000 ** (index + 1)],
]);

/** Base unit, and what one of each unit is in it. */
const unitKinds: readonly (readonly [string, ReadonlyMap<string, number>])[] = [
  [
    "cores",
    new Map([
      ["cores", 1],
      ["core", 1],
      ["cpu", 1],
      ["m", 1e-3],
      ["millicores", 1e-3],
      ["u", 1e-6],
      ["n", 1e-9],
      ["nanocores", 1e-9],
    ]),
  ],
  ["bytes", new Map([["bytes", 1], ["byte", 1], ["B", 1], ...binary, ...decimal])],
  [
    "requests/s",
    new Map([
      ["requests/s", 1],
      ["req/s", 1],
      ["reqps", 1],
      ["rps", 1],
      ["1/s", 1],
      ["requests/min", 1 / 60],
      ["rpm", 1 / 60],
    ]),
  ],
  [
    "devices",
    new Map([
      ["devices", 1],
      ["device", 1],
      ["gpus", 1],
      ["gpu", 1],
    ]),
  ],
  [
    "replicas",
    new Map([
      ["replicas", 1],
      ["pods", 1],
    ]),
  ],
];

const mainResources: ReadonlyMap<string, string> = new Map([
  ["cores", "cpu"],
  ["bytes", "memory"],
  ["requests/s", "requests"],
]);

/** As written, else in whatever case: `M` and `m` differ, `kb` can only be `kB`. */
function factorIn(units: ReadonlyMap<string, number>, unit: string): number | undefined {
  const exact = units.get(unit);
  if (exact !== undefined) return exact;
  return [...units].find(([name]) => name.toLowerCase() === unit.toLowerCase())?.[1];
}
