import { applyEdits } from "../document/edit.ts";
import type { TextEdit } from "../document/finding.ts";
import { counted } from "../plan/report-facts.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { unifiedDiff } from "./diff.ts";
import { type Io, say, UserError } from "./io.ts";
import { isStandardInput, type Manifests } from "./manifests.ts";
import { type FileText, writeFiles } from "./write-files.ts";

/** A manifest that is to be changed. */
export interface EditedFile extends FileText {
  readonly before: string;
}

/** What edits make of a snapshot's files; those that they change. */
export function editedFiles(snapshot: Snapshot, edits: readonly TextEdit[]): readonly EditedFile[] {
  const files = [...new Set(edits.map(({ file }) => file))];
  return files.flatMap((file) => {
    const before = snapshot.files.get(file)?.text;
    if (before === undefined) return [];
    const ofFile = edits.filter((edit) => edit.file === file);
    const text = applyEdits(before, ofFile);
    return text === before ? [] : [{ name: file, before, text }];
  });
}

/** Unified diff of what would be changed. */
export function diffOf(files: readonly EditedFile[]): string {
  return files.map(({ name, before, text }) => unifiedDiff(name, before, text)).join("");
}

/**
 * Writes manifests, and other files with them: all or none. Says on standard error how many were written.
 * @throws UserError where a file cannot be written; nothing was written then.
 */
export async function write(
  io: Io,
  { complete }: Pick<Manifests, "complete">,
  edited: readonly EditedFile[],
  others: readonly FileText[] = [],
): Promise<void> {
  if (edited.length > 0 && !complete)
    throw new UserError("nothing was written, because not every manifest could be read.");
  if (edited.some(({ name }) => isStandardInput(name)))
    throw new UserError("nothing was written: standard input has no file. Name the files instead of -.");
  await writeFiles([...edited, ...others], io.cwd);
  if (edited.length > 0) say(io, `${counted(edited.length, "file")} written.`);
}
