import { type Progress, ProgressLocation, window } from "vscode";
import {
  ExecuteCommandRequest,
  type LanguageClient,
  LSPErrorCodes,
  ResponseError,
  WorkDoneProgress,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from "vscode-languageclient/node";
import { planCommand } from "../../server/src/protocol.ts";

/** Plans the workspace anew under a notification that can cancel it; false where there is no new plan, canceled or failed. */
export async function planResources(client: LanguageClient): Promise<boolean> {
  const options = { location: ProgressLocation.Notification, title: "Planning resources", cancellable: true };
  return window.withProgress(options, async (progress, canceled) => {
    const workDoneToken = `${planCommand}/${Date.now()}`;
    const reports = client.onProgress(WorkDoneProgress.type, workDoneToken, createReporter(progress));
    try {
      const order = { command: planCommand, workDoneToken };
      return (await client.sendRequest(ExecuteCommandRequest.type, order, canceled)) !== null;
    } catch (error) {
      if (isCancellation(error)) return false;
      throw error;
    } finally {
      reports.dispose();
    }
  });
}

type Done = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

/** The server reports how much is done, VS Code asks how much was added. */
function createReporter(progress: Progress<{ message?: string; increment?: number }>): (done: Done) => void {
  let shown = 0;
  return (done) => {
    if (done.kind === "end") return;
    const increment = Math.max(0, (done.percentage ?? shown) - shown);
    shown += increment;
    progress.report({ increment, ...(done.message === undefined ? {} : { message: done.message }) });
  };
}

function isCancellation(error: unknown): boolean {
  const codes: readonly number[] = [LSPErrorCodes.RequestCancelled, LSPErrorCodes.ServerCancelled];
  return error instanceof ResponseError && codes.includes(error.code);
}
