import type { SourceFile } from "../document/document.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { Cursor } from "./cursor-place.ts";

/** Where completions are made: the cursor, its file, and the workspace around it. */
export interface CompletionSite {
  readonly snapshot: Snapshot;
  readonly source: SourceFile;
  readonly cursor: Cursor;
}
