/** What people write for a unit, in small letters, and the suffix that Kubernetes knows for it. */
const intendedSuffixes: ReadonlyMap<string, string> = new Map([
  ...["b", "byte", "bytes", "core", "cores", "cpu", "cpus", "vcpu", "vcpus"].map((unit) => [unit, ""] as const),
  ...["mcpu", "mcpus", "mcore", "mcores", "millicpu", "millicpus", "millicore", "millicores"].map(
    (unit) => [unit, "m"] as const,
  ),
  ...["k", "M", "G", "T", "P", "E"].flatMap((suffix) => spellings(suffix)),
]);

/** `g`, `gb` → `G`; `gi`, `gib` → `Gi`. A bare `m` is legal and never comes here; a bare `e` begins an exponent. */
function spellings(suffix: string): readonly (readonly [string, string])[] {
  const letter = suffix.toLowerCase();
  const binary = `${suffix.toUpperCase()}i`;
  return [
    ...(suffix === "E" ? [] : [[letter, suffix] as const]),
    [`${letter}b`, suffix],
    [`${letter}i`, binary],
    [`${letter}ib`, binary],
  ];
}

/**
 * The quantity that a text which is none was probably meant to be: `128MB` → `128M`, `1 Gi` → `1Gi`, `1,5` → `1.5`,
 * `2 cores` → `2`. Undefined where nothing is likely; a comma before three digits may separate thousands, so it is left.
 */
export function suggestQuantity(text: string): string | undefined {
  const match = /^([+-]?)\s*([\d.,_]+)\s*([A-Za-z]*)$/.exec(text.trim());
  if (match === null) return undefined;
  const [, sign = "", number = "", unit = ""] = match;
  const suffix = intendedSuffix(unit);
  const digits = plainNumber(number);
  return suffix === undefined || digits === undefined ? undefined : `${sign}${digits}${suffix}`;
}

function intendedSuffix(unit: string): string | undefined {
  const isLegal = /^(?:[numkMGTPE]|[KMGTPE]i)?$/.test(unit);
  return isLegal ? unit : intendedSuffixes.get(unit.toLowerCase());
}

function plainNumber(number: string): string | undefined {
  const digits = number.replaceAll("_", "").replace(/^(\d+),(\d{1,2}|\d{4,})$/, "$1.$2");
  return /^(?:\d+\.?\d*|\.\d+)$/.test(digits) ? digits : undefined;
}
