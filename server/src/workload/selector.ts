import { child, type Field, itemsOf, textItemsOf, textOf, textsOf } from "./field.ts";

/** Labels by key. */
type Labels = Readonly<Record<string, string>>;

/** A `LabelSelector`: all of it must hold. An empty one holds for every object. */
export interface LabelSelector {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly LabelRequirement[];
}

interface LabelRequirement {
  readonly key: string;
  /** As written: one that the API does not know matches nothing. */
  readonly operator: string;
  readonly values: readonly string[];
}

/** Reads a selector; undefined where none is written: the API takes that as one that matches nothing. */
export function readSelector(field: Field): LabelSelector | undefined {
  if (field.node?.type !== "map") return undefined;
  return {
    matchLabels: textsOf(child(field, "matchLabels")),
    matchExpressions: itemsOf(child(field, "matchExpressions")).map((item) => ({
      key: textOf(child(item, "key")) ?? "",
      operator: textOf(child(item, "operator")) ?? "",
      values: textItemsOf(child(item, "values")),
    })),
  };
}

/** Whether an object with these labels is selected. Source: Kubernetes `apimachinery/pkg/labels/selector.go`, `Matches`. */
export function selects({ matchLabels, matchExpressions }: LabelSelector, labels: Labels): boolean {
  const byLabels = Object.entries(matchLabels).every(([key, value]) => labelOf(labels, key) === value);
  return byLabels && matchExpressions.every((requirement) => holds(requirement, labels));
}

/** A label that is absent passes `NotIn` and `DoesNotExist`. */
function holds({ key, operator, values }: LabelRequirement, labels: Labels): boolean {
  const value = labelOf(labels, key);
  if (operator === "Exists") return value !== undefined;
  if (operator === "DoesNotExist") return value === undefined;
  if (operator === "In") return value !== undefined && values.includes(value);
  return operator === "NotIn" && (value === undefined || !values.includes(value));
}

/** A key such as `constructor` is a label only where the object itself has it. */
function labelOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
