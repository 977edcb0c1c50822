import {
  type CancellationToken,
  type ExecuteCommandParams,
  LSPErrorCodes,
  ResponseError,
  type WorkDoneProgressReporter,
} from "vscode-languageserver";
import { planToJson } from "../plan/to-json.ts";
import { planCommand } from "../protocol.ts";
import type { AskedPlan, PlanAnswer } from "./planner.ts";
import type { Serving } from "./serving.ts";

/** `workspace/executeCommand`: plans anew and returns the plan's JSON; null where the user cancelled it. */
export async function runPlanCommand(
  serving: Serving,
  { command, workDoneToken }: ExecuteCommandParams,
  token: CancellationToken,
): Promise<unknown> {
  if (command !== planCommand) throw new ResponseError(LSPErrorCodes.RequestFailed, `There is no command ${command}.`);
  await serving.ready;
  const progress = new CommandProgress();
  const asked = serving.planner.planNow((share, message) => progress.report(share, message));
  token.onCancellationRequested(asked.cancel);
  // Planning does not wait for the editor to make room for its progress.
  const shown =
    workDoneToken === undefined
      ? serving.connection.window.createWorkDoneProgress()
      : Promise.resolve(serving.connection.window.attachWorkDoneProgress(workDoneToken));
  void shown.then((reporter) => progress.show(reporter, asked));
  const answer = await asked.answer;
  progress.end();
  return jsonOf(answer);
}

/** An answer that has a plan, or an error for the user that says why there is none; undefined where it was cancelled. */
export function planOf(answer: PlanAnswer): Extract<PlanAnswer, { readonly plan: unknown }>["plan"] | undefined {
  if ("plan" in answer) return answer.plan;
  if ("stopped" in answer) return undefined;
  throw new ResponseError(LSPErrorCodes.RequestFailed, "refused" in answer ? answer.refused : answer.failed);
}

function jsonOf(answer: PlanAnswer): unknown {
  const plan = planOf(answer);
  return plan === undefined ? null : planToJson(plan);
}

/** Progress of one command in the editor, whichever is first: the editor's room for it, or its end. */
class CommandProgress {
  #reporter: WorkDoneProgressReporter | undefined;
  #ended = false;
  #percent = 0;
  #message: string | undefined;

  show(reporter: WorkDoneProgressReporter, asked: AskedPlan): void {
    if (this.#ended) return;
    this.#reporter = reporter;
    reporter.begin("Planning resources", this.#percent, this.#message, true);
    if ("token" in reporter) (reporter.token as CancellationToken).onCancellationRequested(asked.cancel);
  }

  report(share: number, message: string): void {
    const percent = Math.round(100 * share);
    if (percent === this.#percent && message === this.#message) return;
    this.#percent = percent;
    this.#message = message;
    this.#reporter?.report(percent, message);
  }

  end(): void {
    this.#ended = true;
    this.#reporter?.done();
  }
}
