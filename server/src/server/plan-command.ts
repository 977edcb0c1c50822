import {
  type CancellationToken,
  type ExecuteCommandParams,
  LSPErrorCodes,
  ResponseError,
  WorkDoneProgressReporter,
} from "vscode-languageserver";
import { planToJson } from "../plan/to-json.ts";
import { planCommand } from "../protocol.ts";
import type { PlanAnswer } from "./planner.ts";
import { logged } from "./safely.ts";
import type { Serving } from "./serving.ts";
import { WorkProgress } from "./work-progress.ts";

/** `workspace/executeCommand`: plans anew and returns the plan's JSON; null where the user canceled it. */
export async function runPlanCommand(
  serving: Serving,
  { command }: ExecuteCommandParams,
  token: CancellationToken,
  attached: WorkDoneProgressReporter,
): Promise<unknown> {
  if (command !== planCommand) throw new ResponseError(LSPErrorCodes.RequestFailed, `There is no command ${command}.`);
  await serving.ready;
  const progress = new WorkProgress("Planning resources", { isCancellable: true });
  const asked = serving.planner.planNow((share, message) => progress.report(share, message));
  token.onCancellationRequested(asked.cancel);
  if (WorkDoneProgressReporter.isNullInstance(attached)) {
    // Planning does not wait for the editor to make room for its progress.
    const created = serving.connection.window.createWorkDoneProgress().then((made) => {
      made.token.onCancellationRequested(asked.cancel);
      progress.show(made);
    });
    void logged("Showing progress", serving.logError, created);
  } else {
    progress.show(attached);
  }
  const answer = await asked.answer;
  progress.end();
  return jsonOf(answer);
}

/** An answer that has a plan, or an error for the user that says why there is none; undefined where it was canceled. */
export function planOf(answer: PlanAnswer): Extract<PlanAnswer, { readonly plan: unknown }>["plan"] | undefined {
  if ("plan" in answer) return answer.plan;
  if ("stopped" in answer) return undefined;
  throw new ResponseError(LSPErrorCodes.RequestFailed, "refused" in answer ? answer.refused : answer.failed);
}

function jsonOf(answer: PlanAnswer): unknown {
  const plan = planOf(answer);
  return plan === undefined ? null : planToJson(plan);
}
