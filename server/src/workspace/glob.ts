import picomatch from "picomatch/posix.js";

/** A glob taken apart at its first wildcard. */
export interface GlobParts {
  /** The folder that every match stands below; of a glob without wildcards, the whole path. */
  readonly base: string;
  /** What is matched below it; empty where there is no wildcard. */
  readonly pattern: string;
}

/** Takes a glob with `/` apart. */
export function splitGlob(glob: string): GlobParts {
  const { base, glob: pattern } = picomatch.scan(glob);
  return { base, pattern };
}

/** Tells whether a path with `/` matches one of the globs; letter case counts, and names that begin with a dot need one in the glob. */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  return picomatch([...globs]);
}
