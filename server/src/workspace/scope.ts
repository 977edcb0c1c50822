import type { ResourcePlan } from "../workload/resource-plan.ts";
import { globMatcher } from "./glob.ts";
import { decoded, folderOf, relativePath } from "./relative-path.ts";

/**
 * Whether the plan is about a file: one that the ResourcePlan's `manifests` globs name, or the ResourcePlan's own.
 * File identities (URIs or paths with `/`) of both must be of one form.
 */
export function inScope(plan: ResourcePlan): (file: string) => boolean {
  const own = plan.document?.file;
  if (own === undefined) return () => true;
  const folder = folderOf(own);
  const named = globMatcher(plan.manifests);
  return (file) => file === own || named(decoded(relativePath(folder, file)));
}
