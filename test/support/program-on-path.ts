import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import type { TestContext } from "node:test";
import { folderWith } from "../node/folder.ts";

/** The one that `RESOURCE_PLANNER_CLI` names, as it ships, else the source. */
const commandLine =
  process.env["RESOURCE_PLANNER_CLI"] ?? path.join(import.meta.dirname, "../../server/src/cli/bin.ts");

/** A folder for the `PATH` in which `resource-planner` is our command line; other commands are shell scripts. */
export function programOnPath(t: TestContext, commands: Readonly<Record<string, string>> = {}): string {
  const folder = folderWith(t, {});
  const scripts = { ...commands, "resource-planner": `exec "${process.execPath}" "${commandLine}" "$@"` };
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  return folder;
}
