import type { ManifestDocument } from "../document/document.ts";
import { isKind } from "./api-kind.ts";
import { child, isTrue, numberOf, rootField } from "./field.ts";
import type { Workload } from "./workload.ts";

/** Values of priority classes by name, and of pods that name none. */
export interface PriorityClasses {
  readonly values: ReadonlyMap<string, number>;
  readonly globalDefault: number;
  /** Those among the documents. */
  readonly names: readonly string[];
}

/** The classes that every cluster has. Source: Kubernetes `pkg/apis/scheduling/types.go`. */
export const builtInClasses: readonly (readonly [string, number])[] = [
  ["system-cluster-critical", 2_000_000_000],
  ["system-node-critical", 2_000_001_000],
];

/** The priority classes among the documents, with the built-in ones. */
export function readPriorityClasses(documents: readonly ManifestDocument[]): PriorityClasses {
  const classes = documents
    .filter((document) => isKind(document, "PriorityClass", ["scheduling.k8s.io"]))
    .map((document) => {
      const root = rootField(document);
      return {
        name: document.name,
        value: numberOf(child(root, "value")) ?? 0,
        isDefault: isTrue(child(root, "globalDefault")),
      };
    });
  return {
    values: new Map([...builtInClasses, ...classes.map(({ name, value }) => [name, value] as const)]),
    globalDefault: classes.find(({ isDefault }) => isDefault)?.value ?? 0,
    names: classes.map(({ name }) => name),
  };
}

/** A workload as its own document tells it: its priority is undefined where it is left to a priority class. */
export type Unranked = Omit<Workload, "priority"> & { readonly priority: number | undefined };

/** The workload with the priority that it has among these classes: the same object for as long as that stays. */
export function ranked(workload: Unranked, classes: PriorityClasses): Workload {
  const priority = workload.priority ?? priorityOfClass(classes, workload.priorityClassName);
  const before = rankings.get(workload);
  if (before?.priority === priority) return before;
  const after = { ...workload, priority };
  rankings.set(workload, after);
  return after;
}

const rankings: WeakMap<Unranked, Workload> = new WeakMap();

/** The priority that a class gives; a class that is not among the documents counts as 0. */
function priorityOfClass(classes: PriorityClasses, name: string | undefined): number {
  return name === undefined ? classes.globalDefault : (classes.values.get(name) ?? 0);
}
