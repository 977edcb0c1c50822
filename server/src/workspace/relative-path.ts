/** From a folder (with its final `/`) to a file, with `..` where the way leads upward: globs may begin with it. */
export function relativePath(folder: string, file: string): string {
  const from = folder.split("/").slice(0, -1);
  const to = file.split("/");
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}

/** The folder that a file is in, with its final `/`; empty where the file's identity has none. */
export function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

/** A URI's path has spaces and the like percent-encoded; globs are written in plain text. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A path with `/` from a folder (with its final `/`), its `.` and `..` taken out as far as the folder's own names go. */
export function resolvePath(folder: string, path: string): string {
  const steps = folder.split("/").slice(0, -1);
  for (const step of path.split("/")) {
    if (step === "..") {
      if (steps.length > 0 && steps.at(-1) !== "..") steps.pop();
      else steps.push("..");
    } else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}
