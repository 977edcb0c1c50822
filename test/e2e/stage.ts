/** What the end-to-end tests are played on: the extension as it ships, and a copy of the example to change. */
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { listFiles, type PackageManager } from "@vscode/vsce";

export const root: string = path.join(import.meta.dirname, "../..");

/** `PackageManager.None`: the bundles hold all that they need. The package exports the enum as a type alone. */
const noDependencies = 2 as PackageManager;

/** The paths of all files of the package, relative to the root, sorted. */
export async function packedFiles(): Promise<string[]> {
  const files = await listFiles({ cwd: root, packageManager: noDependencies });
  return files.map((file) => file.split(path.sep).join("/")).sort();
}

/** A folder that holds the files of the package and nothing else. */
export async function packedExtension(): Promise<string> {
  const folder = path.join(root, ".vscode-test/extension");
  rmSync(folder, { recursive: true, force: true });
  for (const file of await packedFiles()) cpSync(path.join(root, file), path.join(folder, file));
  return folder;
}

/** A new copy of the example; the real path, since VS Code reports real paths. */
export function exampleCopy(): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "resource-planner-e2e-"));
  cpSync(path.join(root, "examples/serving"), folder, { recursive: true });
  return folder;
}
