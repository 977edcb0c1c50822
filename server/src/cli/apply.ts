import { applyEdits } from "../document/edit.ts";
import type { TextEdit } from "../document/finding.ts";
import { counted } from "../plan/report-facts.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { unifiedDiff } from "./diff.ts";
import { type Io, say, UserError } from "./io.ts";
import { isStandardInput, type Manifests } from "./manifests.ts";
import { type FileText, writeFiles } from "./write-files.ts";

/** Unified diff of what the edits would change. */
export function diffOf(snapshot: Snapshot, edits: readonly TextEdit[]): string {
  return editedTexts(snapshot, edits)
    .map(({ name, before, text }) => unifiedDiff(name, before, text))
    .join("");
}

/**
 * Writes the edits into the files, and other texts with them: all or none. Says on standard error what was written.
 * @returns how many files the edits changed.
 * @throws UserError where a file cannot be written; nothing was written then.
 */
export async function apply(
  io: Io,
  { snapshot, complete }: Pick<Manifests, "snapshot" | "complete">,
  edits: readonly TextEdit[],
  others: readonly FileText[] = [],
): Promise<number> {
  const texts = editedTexts(snapshot, edits);
  if (texts.length > 0 && !complete)
    throw new UserError("nothing was written, because not every manifest could be read.");
  if (texts.some(({ name }) => isStandardInput(name)))
    throw new UserError("nothing was written: standard input has no file. Name the files instead of -.");
  await writeFiles([...texts, ...others], io.cwd);
  if (texts.length > 0) say(io, `${counted(edits.length, "edit")} written into ${counted(texts.length, "file")}.`);
  return texts.length;
}

interface EditedText extends FileText {
  readonly before: string;
}

function editedTexts(snapshot: Snapshot, edits: readonly TextEdit[]): readonly EditedText[] {
  const files = [...new Set(edits.map(({ file }) => file))];
  return files.flatMap((file) => {
    const before = snapshot.files.get(file)?.text;
    if (before === undefined) return [];
    const text = applyEdits(
      before,
      edits.filter((edit) => edit.file === file),
    );
    return text === before ? [] : [{ name: file, before, text }];
  });
}
