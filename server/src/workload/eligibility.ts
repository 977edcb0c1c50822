import type { NodePool, Taint } from "./supply.ts";
import type { NodeRequirement, PlacementConstraints, Toleration } from "./workload.ts";

/** The key under which a requirement speaks of a node's name (`matchFields`) and not of a label. */
export const nodeNameField = "metadata.name";

/** Whether the pool's nodes pass the scheduler's filters for these pods, as far as labels, names and taints decide. */
export function canRun(constraints: PlacementConstraints, pool: NodePool): boolean {
  return whyNot(constraints, pool) === undefined;
}

/** Why pods with these constraints cannot run on the pool's nodes: half a sentence that names the key or taint. */
export function whyNot(constraints: PlacementConstraints, pool: NodePool): string | undefined {
  return missedSelector(constraints, pool) ?? missedAffinity(constraints, pool) ?? untolerated(constraints, pool);
}

function missedSelector({ nodeSelector }: PlacementConstraints, pool: NodePool): string | undefined {
  const missed = Object.entries(nodeSelector).find(([key, value]) => labelOf(pool, key) !== value);
  if (missed === undefined) return undefined;
  const [key, value] = missed;
  return `pool ${pool.name} has no label ${key}=${value}, which the node selector asks for`;
}

function missedAffinity({ requiredTerms }: PlacementConstraints, pool: NodePool): string | undefined {
  if (requiredTerms === undefined) return undefined;
  // A term without requirements matches no node, and so does a list without terms.
  const fits = requiredTerms.some((term) => term.length > 0 && term.every((requirement) => holds(requirement, pool)));
  if (fits) return undefined;
  const missed = requiredTerms.flatMap((term) => term.filter((requirement) => !holds(requirement, pool)).slice(0, 1));
  const asked = missed.length > 0 ? missed.map(inWords).join(" or ") : "no node at all";
  return `pool ${pool.name} does not satisfy the required node affinity, which asks for ${asked}`;
}

function untolerated({ tolerations }: PlacementConstraints, pool: NodePool): string | undefined {
  const taint = pool.taints.find((each) => repels(each) && !tolerations.some((toleration) => bears(toleration, each)));
  if (taint === undefined) return undefined;
  const value = taint.value === "" ? "" : `=${taint.value}`;
  return `pool ${pool.name} has the taint ${taint.key}${value}:${taint.effect}, which the pods do not tolerate`;
}

function holds(requirement: NodeRequirement, pool: NodePool): boolean {
  const { key, operator, values } = requirement;
  const actual = key === nodeNameField ? pool.nodeNames : [labelOf(pool, key)].filter((value) => value !== undefined);
  switch (operator) {
    case "In":
      return actual.some((value) => values.includes(value));
    case "NotIn":
      return !actual.some((value) => values.includes(value));
    case "Exists":
      return actual.length > 0;
    case "DoesNotExist":
      return actual.length === 0;
    case "Gt":
      return actual.some((value) => wholeNumber(value) > wholeNumber(values[0]));
    case "Lt":
      return actual.some((value) => wholeNumber(value) < wholeNumber(values[0]));
  }
}

/** NaN, which compares false with everything, for what is no whole number. */
function wholeNumber(text: string | undefined): number {
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
}

function inWords({ key, operator, values }: NodeRequirement): string {
  const symbols = { Gt: ">", Lt: "<" } as const;
  if (operator === "Gt" || operator === "Lt") return `${key} ${symbols[operator]} ${values[0] ?? ""}`;
  if (operator === "Exists") return `the label ${key}`;
  if (operator === "DoesNotExist") return `no label ${key}`;
  return `${key} ${operator === "In" ? "in" : "not in"} [${values.join(", ")}]`;
}

/** `PreferNoSchedule` only lowers a score. */
function repels({ effect }: Taint): boolean {
  return effect === "NoSchedule" || effect === "NoExecute";
}

function bears(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect !== "" && toleration.effect !== taint.effect) return false;
  if (toleration.key === "") return toleration.operator === "Exists";
  if (toleration.key !== taint.key) return false;
  return toleration.operator === "Exists" || toleration.value === taint.value;
}

/** Labels come from documents: a key such as `constructor` is a label only where it is the pool's own. */
function labelOf({ labels }: NodePool, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
