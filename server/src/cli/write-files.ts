import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import process from "node:process";
import { UserError } from "./io.ts";
import { Unwritable, whyUnwritable } from "./unwritable.ts";

/** A file's new text. */
export interface FileText {
  /** As people name it, relative to the working directory. */
  readonly name: string;
  readonly text: string;
  /** What the new text was made from; a file that holds something else by now is not overwritten. Undefined: whatever it holds. */
  readonly before?: string;
}

/**
 * Writes all of the files or none: each text goes into a temporary file beside its target first, and only when every
 * one of them is written are they renamed into place; where that fails half way, what was renamed is put back. Links
 * are followed, permissions kept. Ctrl+C waits until it is done, which is at once.
 * @throws UserError naming the file that cannot be written; every file is as it was then.
 */
export async function writeFiles(texts: readonly FileText[], cwd: string): Promise<void> {
  let interrupted = false;
  const wait = (): void => {
    interrupted = true;
  };
  process.on("SIGINT", wait);
  try {
    writeAll(texts, cwd);
    // A signal that came meanwhile is heard in the next round of the event loop.
    await new Promise(setImmediate);
  } finally {
    process.off("SIGINT", wait);
  }
  if (interrupted) process.kill(process.pid, "SIGINT");
}

/** Synchronous, so that nothing comes between its steps. */
function writeAll(texts: readonly FileText[], cwd: string): void {
  const staged: StagedFile[] = [];
  let name = "";
  try {
    for (const text of texts) {
      name = text.name;
      const file = placeOf(text, cwd);
      staged.push(file);
      stage(file, text);
    }
    commit(staged, (file) => {
      name = file.name;
    });
  } catch (error) {
    throw new UserError(`${name} cannot be written: ${whyUnwritable(error)}. No file was changed.`);
  } finally {
    for (const { temporary, backup } of staged) for (const file of [temporary, backup]) rmSync(file, { force: true });
  }
}

interface StagedFile {
  readonly name: string;
  readonly target: string;
  /** Holds the new text until it is renamed. */
  readonly temporary: string;
  /** A second name of the old file while the new one takes its place. */
  readonly backup: string;
}

function placeOf({ name }: FileText, cwd: string): StagedFile {
  const file = path.resolve(cwd, name);
  const target = lstatSync(file, { throwIfNoEntry: false }) === undefined ? file : realpathSync(file);
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString("hex")}`);
  return { name, target, temporary: `${beside}.new`, backup: `${beside}.old` };
}

function stage({ target, temporary }: StagedFile, { text, before }: FileText): void {
  const stats = statSync(target, { throwIfNoEntry: false });
  if (stats !== undefined) {
    // A rename would replace a read-only file without a word: its owner said not to. To root everything is writable.
    if ((stats.mode & anyoneWrites) === 0) throw new Unwritable("it is read-only");
    accessSync(target, constants.W_OK);
  }
  if (before !== undefined) expectUnchanged(target, before);
  writeFileSync(temporary, text, { flag: "wx" });
  if (stats === undefined) return;
  const own = statSync(temporary);
  if (own.uid !== stats.uid || own.gid !== stats.gid) chownSync(temporary, stats.uid, stats.gid);
  chmodSync(temporary, stats.mode);
}

function commit(staged: readonly StagedFile[], next: (file: StagedFile) => void): void {
  const done: StagedFile[] = [];
  try {
    for (const file of staged) {
      next(file);
      if (existsSync(file.target)) keep(file);
      renameSync(file.temporary, file.target);
      done.push(file);
    }
  } catch (error) {
    for (const file of done.toReversed()) putBack(file);
    throw error;
  }
}

function keep({ target, backup }: StagedFile): void {
  try {
    linkSync(target, backup);
  } catch {
    // Some file systems have no hard links.
    copyFileSync(target, backup);
  }
}

function putBack({ target, backup }: StagedFile): void {
  if (existsSync(backup)) renameSync(backup, target);
  else rmSync(target, { force: true });
}

/** Bytes are compared, not texts: what is no UTF-8 would not come back as it was. */
function expectUnchanged(target: string, before: string): void {
  const bytes = readFileSync(target);
  if (bytes.equals(Buffer.from(before))) return;
  const isSameText = bytes.toString("utf8") === before;
  throw new Unwritable(
    isSameText
      ? "it is not UTF-8, and some of its bytes would be lost"
      : "it has changed since it was read; run the command again",
  );
}

/** The write bits of a file's mode. */
const anyoneWrites = 0o222;
