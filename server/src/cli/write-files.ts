import { randomBytes } from "node:crypto";
import { access, constants, lstat, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { UserError } from "./io.ts";

/**
 * Writes all of the texts or none: each goes into a temporary file beside its target first, and only when every one
 * of them is written are they renamed into place. Links are followed, permissions kept.
 * @throws UserError naming the file that cannot be written.
 */
export async function writeFiles(texts: ReadonlyMap<string, string>): Promise<void> {
  const staged: { readonly temporary: string; readonly target: string }[] = [];
  try {
    for (const [file, text] of texts) staged.push(await stage(file, text));
    for (const { temporary, target } of staged) await rename(temporary, target);
  } finally {
    await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true })));
  }
}

async function stage(file: string, text: string): Promise<{ temporary: string; target: string }> {
  try {
    const exists = await lstat(file).then(
      () => true,
      () => false,
    );
    const target = exists ? await realpath(file) : file;
    // A rename would replace a read-only file without a word: its owner said not to.
    if (exists) await access(target, constants.W_OK);
    const mode = exists ? (await stat(target)).mode : undefined;
    if (mode !== undefined && (mode & 0o222) === 0) throw new Error("it is read-only");
    const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString("hex")}`);
    await writeFile(temporary, text, mode === undefined ? {} : { mode });
    return { temporary, target };
  } catch (error) {
    throw new UserError(
      `${file} cannot be written: ${(error as Error).message}. Nothing was changed; make the file writable and try again.`,
    );
  }
}
