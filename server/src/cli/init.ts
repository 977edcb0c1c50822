import { stat } from "node:fs/promises";
import path from "node:path";
import { type Command, Option } from "commander";
import { fileId, findFiles, manifestGlobs } from "../node/manifest-files.ts";
import { newResourcePlan } from "../workload/new-resource-plan.ts";
import { createSnapshot, type Snapshot } from "../workspace/snapshot.ts";
import { exit, type Io, say, UserError } from "./io.ts";
import type { Finish } from "./main.ts";
import { readMatches } from "./named-files.ts";
import { writeFiles } from "./write-files.ts";

interface InitOptions {
  readonly output?: string;
  readonly format: "text" | "json";
}

/** `init`: writes a first ResourcePlan from what the folder holds. */
export function addInit(program: Command, io: Io, finish: Finish): void {
  program
    .command("init")
    .summary("write a first ResourcePlan")
    .description("Write a first, commented ResourcePlan from the manifests, nodes and usage history that are here.")
    .argument("[folder]", "where the manifests are", ".")
    .option("--output <file>", "the file to write; - prints it (default: resource-plan.yaml in the folder)")
    .addOption(
      new Option("--format <format>", "how to tell what was written").choices(["text", "json"]).default("text"),
    )
    .addHelpText("after", examples)
    .action(async (folder: string, options: InitOptions) => {
      await init(io, folder, options);
      finish(exit.fine);
    });
}

async function init(io: Io, folder: string, { output, format }: InitOptions): Promise<void> {
  const root = path.resolve(io.cwd, folder);
  if ((await stat(root).catch(() => undefined))?.isDirectory() !== true) {
    throw new UserError(`${folder} is no folder. Name the one that holds the manifests.`);
  }
  const snapshot = await snapshotOf(root, io);
  const existing = snapshot.inventory.resourcePlan.document?.file;
  if (existing !== undefined && output !== "-") {
    throw new UserError(`${existing} is a ResourcePlan already. Edit it, or print a new one with --output -.`);
  }
  const name = output ?? fileId(path.join(root, "resource-plan.yaml"), io.cwd);
  const base = output === "-" ? root : path.dirname(path.resolve(io.cwd, name));
  const text = newResourcePlan(snapshot.inventory, await historyFiles(root, base));
  if (output !== "-") await create(io, name, text);
  if (format === "json") {
    io.stdout.write(`${JSON.stringify({ schemaVersion: 1, file: output === "-" ? null : name, text }, null, 2)}\n`);
  } else if (output === "-") io.stdout.write(text);
  else say(io, `${name} is written. Look at its pools and history, then run: resource-planner plan`);
}

/** A folder without any manifest yet has a first ResourcePlan too. */
async function snapshotOf(folder: string, io: Io): Promise<Snapshot> {
  return createSnapshot(await readMatches({ folder, globs: manifestGlobs }, io));
}

async function create(io: Io, name: string, text: string): Promise<void> {
  const exists = await stat(path.resolve(io.cwd, name)).then(
    () => true,
    () => false,
  );
  if (exists) throw new UserError(`${name} exists already, and nothing was written. Name another with --output.`);
  await writeFiles([{ name, text }], io.cwd);
}

/** Relative to the ResourcePlan's folder, with `/`. */
async function historyFiles(folder: string, base: string): Promise<readonly string[]> {
  const files = await findFiles({
    folder,
    globs: ["**/*.csv", "**/history/**/*.json"],
    exclude: ["**/node_modules/**", "**/.git/**"],
  });
  return files.map((file) => fileId(file, base));
}

const examples = `
Examples:
  resource-planner init                          resource-plan.yaml for this folder
  resource-planner init deploy --output -        print it`;
