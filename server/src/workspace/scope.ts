import picomatch from "picomatch/posix.js";
import type { ResourcePlan } from "../workload/resource-plan.ts";

/**
 * Whether the plan is about a file: one that the ResourcePlan's `manifests` globs name, or the ResourcePlan's own.
 * File identities (URIs or paths with `/`) of both must be of one form.
 */
export function inScope(plan: ResourcePlan): (file: string) => boolean {
  const own = plan.document?.file;
  if (own === undefined) return () => true;
  const folder = own.slice(0, own.lastIndexOf("/") + 1);
  const named = picomatch([...plan.manifests]);
  return (file) => file === own || (file.startsWith(folder) && named(decoded(file.slice(folder.length))));
}

/** A URI's path has spaces and the like percent-encoded; globs are written in plain text. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
