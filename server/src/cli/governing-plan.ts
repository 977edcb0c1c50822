import { readdir } from "node:fs/promises";
import path from "node:path";
import { createSnapshot } from "../workspace/snapshot.ts";
import { type Io, say, UserError } from "./io.ts";
import { type NamedFiles, readNamedFiles } from "./named-files.ts";

/**
 * The file of the ResourcePlan that governs, by identity: the one that was asked for, else, unless the texts hold one,
 * the nearest above them; empty where there is none, or where it is among the texts.
 * @throws UserError where the one that was asked for is none.
 */
export async function governingPlan(
  io: Io,
  texts: ReadonlyMap<string, string>,
  folder: string,
  asked: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  if (asked !== undefined) return askedPlan(io, asked);
  return holdsPlan(texts) ? new Map() : planAbove(io, folder);
}

/**
 * The file that was asked for as ResourcePlan.
 * @throws UserError where it is none, or several.
 */
export async function askedPlan(io: Io, asked: string): Promise<ReadonlyMap<string, string>> {
  const { texts, problems }: NamedFiles = await readNamedFiles([asked], io);
  for (const problem of problems) say(io, problem);
  const plans = [...texts].filter((entry) => holdsPlan(new Map([entry])));
  if (plans.length === 0) {
    throw new UserError(`${asked} holds no ResourcePlan. "resource-planner init" writes a first one.`);
  }
  if (plans.length > 1) {
    const names = plans.map(([file]) => file).join(", ");
    throw new UserError(`${asked} holds several ResourcePlans (${names}). Name the one that is to govern.`);
  }
  return new Map(plans);
}

/** Looks in each folder from this one upward, and stops at the working directory or a repository's root. */
async function planAbove(io: Io, start: string): Promise<ReadonlyMap<string, string>> {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const names: readonly string[] = await readdir(folder).catch(() => []);
    const candidates = names.filter((name) => /\.ya?ml$/i.test(name)).map((name) => path.join(folder, name));
    const { texts } = await readNamedFiles(candidates.toSorted(), io);
    const plan = [...texts].find((entry) => holdsPlan(new Map([entry])));
    if (plan !== undefined) return new Map([plan]);
    const isLast = folder === io.cwd || names.includes(".git") || folder === path.dirname(folder);
    if (isLast) return new Map();
  }
}

function holdsPlan(texts: ReadonlyMap<string, string>): boolean {
  // Asked of the text first, which is cheap enough for every file.
  const likely = new Map([...texts].filter(([, text]) => text.includes("ResourcePlan")));
  return likely.size > 0 && createSnapshot(likely).inventory.resourcePlan.document !== undefined;
}
