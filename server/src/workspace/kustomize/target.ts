import type { ValueNode } from "../../document/document.ts";
import { nodeAt, stringAt } from "../../document/locate.ts";
import { groupOf, kindOf, type Resource, textsAt, versionOf } from "./resource.ts";

/** Whether a patch's `target` means a resource: every field that it has must hold; names and kinds are anchored regular expressions. */
export function isTargeted(target: ValueNode, resource: Resource): boolean {
  const holds = (field: string, values: readonly string[]): boolean => {
    const wanted = stringAt(target, [field]) ?? "";
    return wanted === "" || values.some((value) => matches(wanted, value));
  };
  return (
    holds("group", [groupOf(resource)]) &&
    holds("version", [versionOf(resource)]) &&
    holds("kind", [kindOf(resource)]) &&
    holds("name", resource.names) &&
    holds("namespace", resource.namespaces) &&
    selects(stringAt(target, ["labelSelector"]), textsAt(resource.root, ["metadata", "labels"])) &&
    selects(stringAt(target, ["annotationSelector"]), textsAt(resource.root, ["metadata", "annotations"]))
  );
}

/** A target without any field means every resource, one that is absent none. */
export function targetOf(patch: ValueNode): ValueNode | undefined {
  const target = nodeAt(patch, ["target"]);
  return target?.type === "map" ? target : undefined;
}

/** The expression must cover the whole value; one that cannot be read is taken as the text that it is. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    return pattern === value;
  }
}

/** A selector in words: `a=b,c!=d,e,!f,g in (h,i)`. Source: Kubernetes `apimachinery/pkg/labels/selector.go`. */
function selects(selector: string | undefined, labels: Readonly<Record<string, string>>): boolean {
  if (selector === undefined || selector.trim() === "") return true;
  return selector.split(/,(?![^(]*\))/).every((requirement) => isMet(requirement.trim(), labels));
}

function isMet(requirement: string, labels: Readonly<Record<string, string>>): boolean {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(requirement);
  if (set !== null) {
    const [, key = "", operator, list = ""] = set;
    const value = labelOf(labels, key);
    const isIn = value !== undefined && list.split(",").some((each) => each.trim() === value);
    return operator === "in" ? isIn : !isIn;
  }
  const compared = /^([^!=\s]+)\s*(==|=|!=)\s*(.*)$/.exec(requirement);
  if (compared !== null) {
    const [, key = "", operator, wanted = ""] = compared;
    return (labelOf(labels, key) === wanted) === (operator !== "!=");
  }
  return requirement.startsWith("!")
    ? labelOf(labels, requirement.slice(1).trim()) === undefined
    : labelOf(labels, requirement) !== undefined;
}

function labelOf(labels: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
