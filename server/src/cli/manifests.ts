import path from "node:path";
import { isConfigurationFile } from "../configuration/read-configuration.ts";
import type { ResourcePlan } from "../workload/resource-plan.ts";
import { createSnapshot, type Snapshot } from "../workspace/snapshot.ts";
import { withConfigurations } from "./configuration-files.ts";
import { governingPlan } from "./governing-plan.ts";
import { type Io, say, UserError } from "./io.ts";
import { type NamedFiles, readMatches, readNamedFiles } from "./named-files.ts";

/** Whether a file's identity is that of standard input. */
export function isStandardInput(file: string): boolean {
  return file === "<stdin>" || file === "<stdin>.json";
}

/** The manifests that a command is about, and those around them. */
export interface Manifests {
  /** With what belongs to the named files: the ResourcePlan and everything that it plans, or the files beside them. */
  readonly snapshot: Snapshot;
  /** Files that the PATHs name, and configurations: findings of others are not shown, workloads of others are not planned. */
  readonly named: (file: string) => boolean;
  /** Files that are planned: what the ResourcePlan names, and standard input. All of them where there is none. */
  readonly planned: (file: string) => boolean;
  /** Absolute: where usage history is looked for when no ResourcePlan names any; from there up to the working directory. */
  readonly folder: string;
  /** False where a file is there and could not be read, which has been said then. */
  readonly complete: boolean;
}

/**
 * Reads what the PATHs name (files, folders, globs, `-`; the working directory where there are none) and the
 * ResourcePlan that governs them: `planFile`, or one among the files read, or one in a folder above them.
 * @throws UserError where a PATH names nothing that can be read.
 */
export async function loadManifests(io: Io, paths: readonly string[], planFile?: string): Promise<Manifests> {
  const asked = paths.length === 0 ? ["."] : paths;
  const given = await readNamedFiles(
    asked.filter((name) => name !== "-"),
    io,
  );
  const texts = new Map([...(asked.includes("-") ? [await readStandardInput(io)] : []), ...given.texts]);
  for (const problem of given.problems) say(io, problem);
  if (texts.size === 0) throw new UserError("nothing of it can be read.");
  const [folder = io.cwd] = given.folders;
  const plan = await governingPlan(io, texts, folder, planFile);
  // The first ResourcePlan governs.
  const root = `${io.cwd.split(path.sep).join("/")}/`;
  const governed = createSnapshot(new Map([...plan, ...texts]), undefined, root);
  const around = await surroundings(io, given, governed.inventory.resourcePlan);
  const snapshot = withConfigurations(io, createSnapshot(new Map([...plan, ...texts, ...around]), governed));
  const own = snapshot.inventory.resourcePlan.document?.file;
  const isNamed = namedBy(given, createSnapshot(texts, governed), { own, around });
  return {
    snapshot,
    planned: (file) => own === undefined || file === own || isStandardInput(file) || around.has(file),
    named: (file) => isNamed(file) || isConfigurationFile(file),
    folder: own === undefined ? folder : path.resolve(io.cwd, path.dirname(own)),
    complete: given.problems.length === 0,
  };
}

/**
 * What the ResourcePlan plans. Without one the files beside those that are named themselves: a Deployment's autoscaler
 * or disruption budget often stands in the next file.
 */
async function surroundings(
  io: Io,
  { direct }: NamedFiles,
  { document, manifests }: ResourcePlan,
): Promise<ReadonlyMap<string, string>> {
  if (document !== undefined) {
    const folder = path.resolve(io.cwd, path.dirname(document.file));
    const planned = await readMatches({ folder, globs: manifests }, io);
    if (planned.size === 0) say(io, `${document.file}: no file matches its manifests ${manifests.join(", ")}.`);
    return planned;
  }
  const folders = new Set([...direct].map((file) => path.dirname(path.resolve(io.cwd, file))));
  const beside = await Promise.all([...folders].map((folder) => readMatches({ folder, globs: ["*.{yaml,yml}"] }, io)));
  return new Map(beside.flatMap((each) => [...each]));
}

/** A ResourcePlan stands for all that it plans where its folder is named, or where nothing that can be planned is named with it. */
function namedBy(
  { direct }: NamedFiles,
  { files, inventory }: Snapshot,
  { own, around }: { readonly own: string | undefined; readonly around: ReadonlyMap<string, string> },
): Manifests["named"] {
  const isGiven = (file: string): boolean => files.has(file);
  if (own === undefined || !isGiven(own)) return isGiven;
  const isOneOfSeveral = (direct.has(own) || isStandardInput(own)) && inventory.workloads.length > 0;
  return isOneOfSeveral ? isGiven : (file) => isGiven(file) || around.has(file);
}

/** JSON is known by its first character, since there is no name that says so. */
async function readStandardInput({ stdin }: Io): Promise<[string, string]> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stdin) text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  text += decoder.decode();
  return [/^\s*[{[]/.test(text) ? "<stdin>.json" : "<stdin>", text];
}
