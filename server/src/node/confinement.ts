import { realpath } from "node:fs/promises";
import path from "node:path";

/** Whether a file or folder is one of the folders or lies below one, links resolved; false where it does not exist. */
export async function isWithin(folders: readonly string[], file: string): Promise<boolean> {
  const real = await realpath(file).catch(() => undefined);
  if (real === undefined) return false;
  const roots = await Promise.all(folders.map((folder) => realpath(folder).catch(() => undefined)));
  return roots.some((root) => root !== undefined && isBelowPath(root, real));
}

/** Whether a path is the folder or lies below it, by its spelling alone. */
export function isBelowPath(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === "" || (relative.split(path.sep)[0] !== ".." && !path.isAbsolute(relative));
}
