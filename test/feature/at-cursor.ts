import assert from "node:assert/strict";
import type { Position } from "vscode-languageserver";
import type { SourceFile } from "../../server/src/document/document.ts";
import { applyEdits } from "../../server/src/document/edit.ts";
import { positionAt, spanOf } from "../../server/src/feature/to-lsp.ts";
import { createSnapshot, type Snapshot } from "../../server/src/workspace/snapshot.ts";
import type { AdvisedContainers } from "../rules/advice-for.ts";
import { extractCursor } from "../support/fixture.ts";
import { filesOf, type PlanWishes, plannedSnapshot } from "./planned.ts";

/** A workspace with the cursor in one of its files. */
export interface AtCursor {
  readonly snapshot: Snapshot;
  readonly file: string;
  readonly source: SourceFile;
  readonly offset: number;
  readonly position: Position;
}

/** The workspace of a fixture with a `$0` in it; with a plan where one is wished for. */
export function atCursor(fixture: string, planned?: { readonly advised: AdvisedContainers } & PlanWishes): AtCursor {
  const marked = filesOf(fixture);
  const file = [...marked.keys()].find((name) => marked.get(name)?.includes("$0")) ?? "";
  const { text, offset } = extractCursor(marked.get(file) ?? "");
  const files = new Map([...marked, [file, text]]);
  const snapshot = planned === undefined ? createSnapshot(files) : plannedSnapshot(files, planned.advised, planned);
  const source = snapshot.files.get(file);
  assert.ok(source);
  return { snapshot, file, source, offset, position: positionAt(source, offset) };
}

/** A text after edits as the protocol writes them. */
export function edited(source: SourceFile, edits: readonly LspEdit[]): string {
  const made = edits.map(({ range, newText }) => ({ file: source.file, span: spanOf(source, range), newText }));
  return applyEdits(source.text, made);
}

type LspEdit = { readonly range: Parameters<typeof spanOf>[1]; readonly newText: string };
