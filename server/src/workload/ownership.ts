import { oncePerContent } from "../document/once-per-content.ts";
import { child, isTrue, itemsOf, rootField, textOf } from "./field.ts";
import type { Workload } from "./workload.ts";

/**
 * The workloads that nothing else among them runs: `kubectl get all -o json` holds a Deployment, its ReplicaSet and
 * its Pods, and only the first counts. An owned object whose owner is not there counts itself.
 */
export function withoutOwned(workloads: readonly Workload[]): readonly Workload[] {
  const ids = new Set(workloads.map(({ id }) => id));
  return workloads.filter((workload) => !ownersOf(workload.document).some((owner) => ids.has(owner)));
}

/** Ids of what may run a workload: its controller, and what runs that by the names that Kubernetes gives. */
const ownersOf = oncePerContent((document): readonly string[] => {
  const { namespace } = document;
  const controller = itemsOf(child(rootField(document), "metadata", "ownerReferences")).find((owner) =>
    isTrue(child(owner, "controller")),
  );
  if (controller === undefined) return [];
  const kind = textOf(child(controller, "kind")) ?? "";
  const name = textOf(child(controller, "name")) ?? "";
  const grandparent = grandparents[kind];
  const direct = `${kind}/${namespace}/${name}`;
  return grandparent === undefined ? [direct] : [direct, `${grandparent}/${namespace}/${withoutSuffix(name)}`];
});

/** Kinds whose objects are made by another kind and named after it, with one more part. */
const grandparents: Readonly<Record<string, string>> = { ReplicaSet: "Deployment", Job: "CronJob" };

function withoutSuffix(name: string): string {
  return name.replace(/-[^-]*$/, "");
}
