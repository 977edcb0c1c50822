import { globMatcher, splitGlob } from "../workspace/glob.ts";
import { pathBelow, resolveUri } from "./uris.ts";

/** A glob taken apart: the folder that it certainly stays below, and what is left to match there. */
export interface RootedGlob {
  readonly base: string;
  /** Never empty: a glob without wildcards is a file's name below its folder. */
  readonly pattern: string;
}

/** Resolves the leading part of a glob, `..` and absolute paths included, against the folder it is relative to. */
export function rootGlob(folder: string, glob: string): RootedGlob {
  const { base, pattern } = splitGlob(glob);
  if (pattern !== "") return { base: resolveUri(folder, base), pattern };
  const slash = base.lastIndexOf("/");
  const parent = slash === 0 ? "/" : base.slice(0, Math.max(slash, 0));
  return { base: resolveUri(folder, parent), pattern: base.slice(slash + 1) };
}

/** Whether a file matches one of the globs. */
export function matches(globs: readonly RootedGlob[], uri: string): boolean {
  return globs.some(({ base, pattern }) => {
    const path = pathBelow(base, uri);
    return path !== undefined && globMatcher([pattern])(path);
  });
}
