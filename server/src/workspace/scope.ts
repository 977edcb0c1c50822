import type { ResourcePlan } from "../workload/resource-plan.ts";
import { globMatcher } from "./glob.ts";

/**
 * Whether the plan is about a file: one that the ResourcePlan's `manifests` globs name, or the ResourcePlan's own.
 * File identities (URIs or paths with `/`) of both must be of one form.
 */
export function inScope(plan: ResourcePlan): (file: string) => boolean {
  const own = plan.document?.file;
  if (own === undefined) return () => true;
  const folder = own.slice(0, own.lastIndexOf("/") + 1);
  const named = globMatcher(plan.manifests);
  return (file) => file === own || named(decoded(relativePath(folder, file)));
}

/** From a folder (with its final `/`) to a file, with `..` where the way leads upward: globs may begin with it. */
function relativePath(folder: string, file: string): string {
  const from = folder.split("/").slice(0, -1);
  const to = file.split("/");
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}

/** A URI's path has spaces and the like percent-encoded; globs are written in plain text. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
