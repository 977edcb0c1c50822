import { stat } from "node:fs/promises";
import path from "node:path";
import { Option } from "commander";
import type { Finding } from "../document/finding.ts";
import type { History, Series } from "../history/series.ts";
import { loadHistory } from "../node/history-files.ts";
import { fileId } from "../node/manifest-files.ts";
import { nodeAccess } from "../node/prometheus-node.ts";
import type { HistorySource } from "../workload/resource-plan.ts";
import { type Io, say, UserError } from "./io.ts";
import { progressFor } from "./progress.ts";

/** `--history FILE…`. */
export function historyOption(): Option {
  return new Option(
    "--history <file...>",
    "files of usage history in any known format, or the address of a Prometheus server; globs are fine",
  ).makeOptionMandatory();
}

/** Usage history as the command line names it. */
export interface HistoryInput extends History {
  /** False where a file is no usage history, which has been said then. */
  readonly complete: boolean;
}

/**
 * Reads the files that `--history` names. What of them cannot be used is said on standard error.
 * @throws UserError where nothing can be used.
 */
export async function readHistoryFiles(
  io: Io,
  files: readonly string[],
  at: number | undefined,
): Promise<HistoryInput> {
  for (const file of files) {
    const found = await stat(path.resolve(io.cwd, file)).catch(() => undefined);
    if (found?.isDirectory()) throw new UserError(`${file} is a folder. Name its files, such as '${file}/*.csv'.`);
  }
  const sources = files.map(
    (file): HistorySource =>
      /^https?:\/\//i.test(file)
        ? { type: "prometheus", location: file }
        : { type: "file", location: file.split(path.sep).join("/") },
  );
  const progress = progressFor(io);
  const history = await loadHistory(sources, io.cwd, {
    workloads: [],
    fileOf: (file) => fileId(file, io.cwd),
    network: nodeAccess(io.environment),
    progress: (share, message) => progress.report(share, message),
    ...(at !== undefined && { at }),
  }).finally(progress.done);
  const isUnreadable = ({ code }: Finding): boolean => code === "plan/unreadable-history";
  const unreadable = history.findings.filter(isUnreadable).map(inWords);
  const others = history.findings.filter((finding) => !isUnreadable(finding)).map(inWords);
  if (history.series.length === 0) throw new UserError(whyEmpty(files, [...unreadable, ...others], at));
  for (const message of [...unreadable, ...others]) say(io, message);
  return { ...history, complete: unreadable.length === 0 };
}

function inWords({ file, message }: Finding): string {
  return message.includes(file) ? message : `${file}: ${message}`;
}

function whyEmpty(files: readonly string[], problems: readonly string[], at: number | undefined): string {
  if (problems.length > 0) return problems.join("\n  ");
  return at === undefined
    ? `${files.join(", ")}: there is no usable sample in it.`
    : `${files.join(", ")}: no sample is at or before ${new Date(at).toISOString()}.`;
}

/** `serving/web site cpu`: what a series is of. */
export function titleOf({ namespace, workload, container, resource }: Series): string {
  const name = namespace === undefined ? workload : `${namespace}/${workload}`;
  return [name, container, resource].filter((part) => part !== undefined).join(" ");
}
