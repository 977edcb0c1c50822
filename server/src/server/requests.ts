import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { allRecommendedEdits } from "../feature/fix-all.ts";
import { locationOf, toWorkspaceEdit } from "../feature/to-lsp.ts";
import type { Plan } from "../plan/plan-data.ts";
import { allRecommendedChanges } from "../plan/recommended-edits.ts";
import { summaryLine } from "../plan/report-facts.ts";
import { reportHtml } from "../plan/report-html.ts";
import {
  type NewResourcePlan,
  newResourcePlanRequest,
  nonceMark,
  type PlaceParams,
  type PlaceResult,
  placeRequest,
  type RecommendedEdits,
  type Report,
  recommendedEditsRequest,
  reportRequest,
} from "../protocol.ts";
import { newResourcePlan } from "../workload/new-resource-plan.ts";
import { acceptedAdvice } from "../workspace/accepted-advice.ts";
import { environmentChanges } from "../workspace/environment-plan.ts";
import { judgedPlan } from "../workspace/judged-plan.ts";
import { planOf } from "./plan-command.ts";
import { safely } from "./safely.ts";
import type { Serving } from "./serving.ts";
import { pathBelow, resolveUri } from "./uris.ts";

/** The requests of `protocol.ts`. */
export function registerRequests(serving: Serving): void {
  const { connection, logError } = serving;
  const answer = (method: string, name: string, handle: (token: CancellationToken) => Promise<unknown>): void => {
    const handler = safely<undefined, unknown>(name, null, logError, (_, token) => handle(token));
    // A request without parameters has its token in their place.
    connection.onRequest(method, (...sent: readonly unknown[]) => handler(undefined, sent.at(-1) as CancellationToken));
  };
  answer(reportRequest, "The report", (token) => report(serving, token));
  answer(recommendedEditsRequest, "Recommending", (token) => allRecommended(serving, token));
  answer(newResourcePlanRequest, "A new ResourcePlan", (token) => newPlan(serving, token));
  const placing = (asked: PlaceParams): PlaceResult => place(serving, asked);
  connection.onRequest(placeRequest, safely("Finding a place", null, logError, placing));
}

async function report(serving: Serving, token: CancellationToken): Promise<Report> {
  const last = await lastPlan(serving, token);
  const plan = judgedPlan(serving.workspace.snapshot(), last);
  return { html: reportHtml(plan, nonceMark), summary: summaryLine(plan) };
}

/** Text may have moved since the plan was made: a workload is where its name is now. */
function place({ workspace }: Serving, { file, offset }: PlaceParams): PlaceResult {
  const { plan, inventory, files } = workspace.snapshot();
  const planned = plan?.workloads.find((workload) => workload.file === file && workload.offset === offset);
  const workload = inventory.workloads.find(({ id }) => id === planned?.sizing.workload);
  if (workload !== undefined) return locationOf(files, workload.document.file, workload.nameSpan) ?? null;
  return locationOf(files, file, { start: offset, end: offset }) ?? null;
}

async function allRecommended(serving: Serving, token: CancellationToken): Promise<RecommendedEdits> {
  await lastPlan(serving, token);
  const snapshot = serving.workspace.snapshot();
  const edits = allRecommendedEdits(snapshot);
  const advice = acceptedAdvice(snapshot);
  const changes = [
    ...(advice === undefined ? [] : allRecommendedChanges(snapshot.inventory, advice)),
    ...snapshot.environments.list.flatMap((environment) => environmentChanges(snapshot, environment)),
  ];
  return {
    edit: toWorkspaceEdit(edits, serving.editTarget),
    values: edits.length === 0 ? 0 : changes.length,
    files: new Set(edits.map(({ file }) => file)).size,
  };
}

async function newPlan(serving: Serving, token: CancellationToken): Promise<NewResourcePlan> {
  const { workspace } = serving;
  const folder = workspace.folders[0];
  // A plan knows which files hold history; where there can be none, the text says how history would be named.
  const plan = await lastPlan(serving, token).catch(() => undefined);
  const used = plan?.historyFiles.filter((file) => file.used > 0) ?? [];
  const { inventory } = workspace.snapshot();
  return {
    text: newResourcePlan(
      inventory,
      used.flatMap(({ file }) => (folder === undefined ? [] : (pathBelow(folder, file) ?? []))),
    ),
    uri: folder === undefined ? null : resolveUri(folder, "resource-plan.yaml"),
    existing: inventory.resourcePlan.document?.file ?? null,
  };
}

/** The last plan, or the first one, which is given up where nobody waits for it any more. */
async function lastPlan(serving: Serving, token: CancellationToken): Promise<Plan> {
  await serving.ready;
  const plan = serving.workspace.snapshot().plan ?? (await firstPlan(serving, token));
  if (plan === undefined) throw new ResponseError(LSPErrorCodes.RequestCancelled, "Planning was canceled.");
  return plan;
}

async function firstPlan({ planner }: Serving, token: CancellationToken): Promise<Plan | undefined> {
  const asked = planner.planNow();
  token.onCancellationRequested(asked.cancel);
  return planOf(await asked.answer);
}
