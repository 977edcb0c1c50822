/** The files of the package in a folder of their own: the end-to-end tests try what ships, not what lies about. */
import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import { listFiles, type PackageManager } from "@vscode/vsce";

const root = path.join(import.meta.dirname, "..");
export const packedExtension: string = path.join(root, ".vscode-test/extension");

/** `PackageManager.None`: the bundles hold all that they need. vsce exports the enum's type alone. */
const noDependencies = 2 as PackageManager;

/** Copies what `vsce package` would pack of the present build. */
export async function stageExtension(): Promise<void> {
  rmSync(packedExtension, { recursive: true, force: true });
  for (const file of await listFiles({ cwd: root, packageManager: noDependencies })) {
    cpSync(path.join(root, file), path.join(packedExtension, file));
  }
}
