import { type ExecuteCommandParams, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { editsForWorkloads } from "../feature/fix-all.ts";
import { toWorkspaceEdit } from "../feature/to-lsp.ts";
import type { Serving } from "./serving.ts";

/** The command of a code lens: has the editor write what the last plan recommends for one workload. */
export async function applyWorkload(serving: Serving, { arguments: sent }: ExecuteCommandParams): Promise<boolean> {
  const [id] = sent ?? [];
  const edits = editsForWorkloads(serving.workspace.snapshot(), (workload) => workload.id === id);
  if (edits.length === 0)
    throw new ResponseError(LSPErrorCodes.RequestFailed, `The plan has nothing to change about ${String(id)}.`);
  const edit = toWorkspaceEdit(edits, serving.editTarget);
  const { applied } = await serving.connection.workspace.applyEdit({ label: `Apply the plan to ${id}`, edit });
  return applied;
}
