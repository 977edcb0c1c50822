import { templatePaths } from "../../workload/pod-template.ts";

/** The paths of the pod templates that a kind of object may have, where it has them. */
export function podPathsOf(kind: string): readonly (readonly string[])[] {
  // Kustomize knows the fields of Kubernetes' own kinds alone.
  if (kind === "Rollout") return [];
  return Object.entries(templatePaths).flatMap(([each, path]) => (each === kind ? [path] : []));
}

/** The lists of a pod's containers. */
export const containerLists: readonly string[] = ["containers", "initContainers", "ephemeralContainers"];
