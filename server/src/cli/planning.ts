import path from "node:path";
import process from "node:process";
import { loadHistory } from "../node/history-files.ts";
import { newPlanCaches, planWorkspace } from "../node/plan-workspace.ts";
import type { Plan, PlanOptions } from "../plan/plan-data.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import { type Io, UserError } from "./io.ts";
import { progressFor } from "./progress.ts";

/** Where no ResourcePlan names any history: what stands below the working directory and looks like one. */
const guessedHistory = [{ type: "csv", location: "**/*.csv" }] as const;

/**
 * Plans the manifests, with progress on a terminal.
 * @throws UserError where what was asked for cannot be done.
 */
export async function planManifests(io: Io, snapshot: Snapshot, options: PlanOptions): Promise<Plan> {
  const progress = progressFor(io);
  const texts = new Map([...snapshot.files].map(([file, source]) => [file, source.text]));
  const result = await planWorkspace(
    {
      texts,
      options,
      history: ({ resourcePlan, workloads }, { history: cache }) => {
        const guessed = resourcePlan.history.length === 0;
        const folder = path.resolve(io.cwd, path.dirname(resourcePlan.document?.file ?? "."));
        return loadHistory(guessed ? guessedHistory : resourcePlan.history, folder, {
          workloads,
          cache,
          guessed,
          exclude: ["**/node_modules/**", "**/.git/**"],
          fileOf: (file) => path.relative(io.cwd, file).split(path.sep).join("/"),
          ...(options.at !== undefined && { at: options.at }),
          ...(resourcePlan.document && { origin: resourcePlan.document.file }),
        });
      },
    },
    newPlanCaches(),
    { stop: () => process.exitCode === interrupted, progress: progress.report },
  ).finally(progress.done);
  if ("refused" in result) throw new UserError(result.refused);
  if ("stopped" in result) throw new UserError("planning was interrupted");
  return result;
}

const interrupted = 130;
