import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileId, readManifests } from "../node/manifest-files.ts";
import { inScope } from "../workspace/scope.ts";
import { createSnapshot, type Snapshot } from "../workspace/snapshot.ts";
import { type Io, UserError } from "./io.ts";

/** The identity of what came from standard input. */
export const standardInput = "<stdin>";

/** The manifests that a command is about. */
export interface Manifests {
  readonly snapshot: Snapshot;
  /** Files that the PATHs name: findings and edits of others are not shown. */
  readonly named: (file: string) => boolean;
}

/**
 * Reads what the PATHs name (files, folders, globs, `-`; the working directory where there are none) and the
 * ResourcePlan that governs them: `planFile`, or one among the files read, or one in a folder above them.
 * @throws UserError where a PATH names nothing that can be read.
 */
export async function loadManifests(io: Io, paths: readonly string[], planFile?: string): Promise<Manifests> {
  const asked = paths.length === 0 ? ["."] : paths;
  const texts = new Map<string, string>();
  if (asked.includes("-")) texts.set(standardInput, await readAll(io.stdin));
  await add(
    texts,
    asked.filter((name) => name !== "-"),
    io,
  );
  const given = new Set(texts.keys());
  if (planFile !== undefined) await addPlan(texts, planFile, io);
  else if (!hasPlan(texts)) await addPlanAbove(texts, asked, io);
  const named = await addPlanned(texts, given, io);
  return { snapshot: createSnapshot(texts), named };
}

/** A PATH that is the ResourcePlan itself stands for what the plan is about. */
async function addPlanned(
  texts: Map<string, string>,
  given: ReadonlySet<string>,
  io: Io,
): Promise<(file: string) => boolean> {
  const { resourcePlan } = createSnapshot(texts).inventory;
  const own = resourcePlan.document?.file;
  const onlyPlan = own !== undefined && [...given].every((file) => file === own);
  if (!onlyPlan) return (file) => given.has(file);
  const folder = path.resolve(io.cwd, path.dirname(own));
  const found = await readManifests(resourcePlan.manifests, folder);
  for (const [name, text] of found.texts) texts.set(fileId(path.resolve(folder, name), io.cwd), text);
  return inScope(resourcePlan);
}

async function add(texts: Map<string, string>, paths: readonly string[], io: Io): Promise<void> {
  const read = await readManifests(paths, io.cwd);
  const [problem] = read.problems;
  if (problem !== undefined) {
    throw new UserError(`${problem.path} cannot be read: ${problem.message}. Name a file, a folder or a glob of YAML.`);
  }
  for (const [file, text] of read.texts) texts.set(file, text);
}

async function addPlan(texts: Map<string, string>, file: string, io: Io): Promise<void> {
  for (const [other, text] of texts) if (mentionsPlan(text) && hasPlan(new Map([[other, text]]))) texts.delete(other);
  await add(texts, [file], io);
  if (!hasPlan(texts)) {
    throw new UserError(`${file} holds no ResourcePlan. "resource-planner init" writes a first one.`);
  }
}

/** Looks in each folder from that of the first PATH upward, and stops at the working directory. */
async function addPlanAbove(texts: Map<string, string>, asked: readonly string[], io: Io): Promise<void> {
  const first = path.resolve(io.cwd, asked.find((name) => name !== "-") ?? ".");
  for (let folder = first; ; folder = path.dirname(folder)) {
    const names = await readdir(folder).catch(() => []);
    const candidates = names.filter((name) => /\.ya?ml$/i.test(name)).map((name) => path.join(folder, name));
    const read = await readManifests(candidates, io.cwd);
    for (const [file, text] of read.texts) {
      if (!mentionsPlan(text) || !hasPlan(new Map([[file, text]]))) continue;
      texts.set(file, text);
      return;
    }
    if (folder === io.cwd || folder === path.dirname(folder)) return;
  }
}

function hasPlan(texts: ReadonlyMap<string, string>): boolean {
  const likely = new Map([...texts].filter(([, text]) => mentionsPlan(text)));
  return likely.size > 0 && createSnapshot(likely).inventory.resourcePlan.document !== undefined;
}

/** Cheap enough to ask of every file. */
function mentionsPlan(text: string): boolean {
  return text.includes("ResourcePlan");
}

async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
