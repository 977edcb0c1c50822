import { access } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { findFiles } from "../node/manifest-files.ts";
import { newResourcePlan } from "../workload/new-resource-plan.ts";
import { exit, type Io, UserError } from "./io.ts";
import type { Finish } from "./main.ts";
import { loadManifests } from "./manifests.ts";
import { writeFiles } from "./write-files.ts";

/** `init`: writes a first ResourcePlan from what the folder holds. */
export function addInit(program: Command, io: Io, finish: Finish): void {
  program
    .command("init")
    .description("Write a first, commented ResourcePlan from the manifests, nodes and history that are here")
    .argument("[folder]", "where the manifests are", ".")
    .option("--output <file>", "the file to write; - prints it (default: resource-plan.yaml in the folder)")
    .action(async (folder: string, { output }: { output?: string }) => {
      const { snapshot } = await loadManifests(io, [folder]);
      const existing = snapshot.inventory.resourcePlan.document?.file;
      if (existing !== undefined && output !== "-") {
        throw new UserError(`${existing} is a ResourcePlan already. Edit it, or print a new one with --output -.`);
      }
      const root = path.resolve(io.cwd, folder);
      const text = newResourcePlan(snapshot.inventory, await historyFiles(root));
      if (output === "-") io.stdout.write(text);
      else await create(io, output ?? path.join(root, "resource-plan.yaml"), text);
      finish(exit.fine);
    });
}

async function create(io: Io, output: string, text: string): Promise<void> {
  const file = path.resolve(io.cwd, output);
  const name = path.relative(io.cwd, file);
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) throw new UserError(`${name} exists already, and nothing was written. Name another with --output.`);
  await writeFiles(new Map([[file, text]]));
  io.stderr.write(`${name} is written. Look at its pools and history, then run: resource-planner plan\n`);
}

/** Relative to the folder, with `/`. */
async function historyFiles(folder: string): Promise<readonly string[]> {
  const files = await findFiles({
    folder,
    globs: ["**/*.csv", "**/history/**/*.json"],
    exclude: ["**/node_modules/**", "**/.git/**"],
  });
  return files.map((file) => path.relative(folder, file).split(path.sep).join("/"));
}
