import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileId, whyUnreadable } from "../node/manifest-files.ts";
import { counted } from "../plan/report-facts.ts";
import { type Baseline, makeBaseline, readBaseline, withoutKnown } from "../workspace/baseline.ts";
import type { Checked } from "./checked.ts";
import { type Io, say, UserError } from "./io.ts";
import { writeFiles } from "./write-files.ts";

/**
 * The baseline of `--baseline FILE`.
 * @throws UserError where the file holds none.
 */
export async function loadBaseline(io: Io, name: string): Promise<Baseline> {
  const file = path.resolve(io.cwd, name);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new UserError(`${name} cannot be read: ${whyUnreadable(error)}. Write it with --write-baseline ${name}.`);
  });
  const baseline = readBaseline(fileId(file, io.cwd), text);
  if (baseline === undefined)
    throw new UserError(`${name} holds no baseline. Write one with --write-baseline ${name}.`);
  return baseline;
}

/** Takes the known findings out, and says which entries of the baseline are of no more use. */
export function applyBaseline(io: Io, checked: Checked, baseline: Baseline): Checked {
  const { files } = checked.manifests.snapshot;
  const { left, known, gone } = withoutKnown(baseline, checked.findings, (file) => files.get(file));
  if (gone.length > 0) {
    const named = gone.slice(0, shown).map(({ file, object, code }) => `${code} in ${file} ${object}`.trimEnd());
    const more = gone.length > shown ? `, and ${gone.length - shown} more` : "";
    const entries = gone.length === 1 ? "1 entry" : `${gone.length} entries`;
    say(io, `${entries} of ${baseline.file} not found any more: ${named.join(", ")}${more}.`);
  }
  const suppressed = known.map((finding) => ({ finding, reason: undefined, by: "baseline" }) as const);
  return { ...checked, findings: left, suppressed: [...checked.suppressed, ...suppressed] };
}

/** Enough to see what it is about. */
const shown = 5;

/** Writes everything that is found now, and what a baseline holds back already, as the baseline. */
export async function writeBaseline(io: Io, { manifests, findings, suppressed }: Checked, name: string): Promise<void> {
  const { files } = manifests.snapshot;
  const known = suppressed.filter(({ by }) => by === "baseline").map(({ finding }) => finding);
  const all = [...findings, ...known];
  const json = makeBaseline(fileId(path.resolve(io.cwd, name), io.cwd), all, (file) => files.get(file));
  await writeFiles([{ name, text: `${JSON.stringify(json, null, 2)}\n` }], io.cwd);
  say(io, `${counted(all.length, "finding")} written to ${name}.`);
}
