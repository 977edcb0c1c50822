/** What the end-to-end tests are played on. */
import { cpSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const root: string = path.join(import.meta.dirname, "../..");

/** A new copy of the example, to change; its real path, as VS Code reports it. */
export function exampleCopy(): string {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "resource-planner-e2e-"));
  cpSync(path.join(root, "examples/serving"), folder, { recursive: true });
  return folder;
}
