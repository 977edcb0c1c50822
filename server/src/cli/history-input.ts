import path from "node:path";
import type { History } from "../history/series.ts";
import { loadHistory } from "../node/history-files.ts";
import type { HistorySource } from "../workload/resource-plan.ts";
import { type Io, UserError } from "./io.ts";

/**
 * Reads the files that `--history` names. What of them cannot be used is said on standard error.
 * @throws UserError where nothing can be used.
 */
export async function readHistoryFiles(io: Io, files: readonly string[], at: number | undefined): Promise<History> {
  const sources = files.map(
    (file): HistorySource => ({
      type: /\.json$/i.test(file) ? "prometheusResponse" : "csv",
      location: file.split(path.sep).join("/"),
    }),
  );
  const history = await loadHistory(sources, io.cwd, { workloads: [], ...(at !== undefined && { at }) });
  for (const { file, message } of history.findings) io.stderr.write(`${file}: ${message}\n`);
  if (history.series.length === 0) {
    throw new UserError(
      `${files.join(", ")}: no usage history in it. A CSV needs a time column and values; see the README.`,
    );
  }
  return history;
}
