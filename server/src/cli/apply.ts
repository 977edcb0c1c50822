import path from "node:path";
import { applyEdits } from "../document/edit.ts";
import type { TextEdit } from "../document/finding.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { unifiedDiff } from "./diff.ts";
import { type Io, UserError } from "./io.ts";
import { standardInput } from "./manifests.ts";
import { writeFiles } from "./write-files.ts";

/** Unified diff of what the edits would change. */
export function diffOf(snapshot: Snapshot, edits: readonly TextEdit[]): string {
  return [...edited(snapshot, edits)]
    .map(([file, text]) => unifiedDiff(file, snapshot.files.get(file)?.text ?? "", text))
    .join("");
}

/**
 * Writes the edits into the files, all or none.
 * @returns the files that changed.
 * @throws UserError where a file cannot be written; nothing was written then.
 */
export async function apply(io: Io, snapshot: Snapshot, edits: readonly TextEdit[]): Promise<readonly string[]> {
  const texts = edited(snapshot, edits);
  if (texts.has(standardInput))
    throw new UserError("standard input cannot be written to. Name the files instead of -.");
  await writeFiles(new Map([...texts].map(([file, text]) => [path.resolve(io.cwd, file), text])));
  return [...texts.keys()];
}

function edited(snapshot: Snapshot, edits: readonly TextEdit[]): ReadonlyMap<string, string> {
  const files = [...new Set(edits.map(({ file }) => file))];
  return new Map(
    files.flatMap((file) => {
      const source = snapshot.files.get(file);
      const ofFile = edits.filter((edit) => edit.file === file);
      return source === undefined ? [] : [[file, applyEdits(source.text, ofFile)] as const];
    }),
  );
}
