import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { parseAllDocuments } from "yaml";

/** The value below which a share of the values lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The peer: milliseconds in which the `yaml` package parses a whole text. It does nothing else. */
export function parseTime(text: string): number {
  const begin = performance.now();
  parseAllDocuments(text, { prettyErrors: false, logLevel: "silent" });
  return performance.now() - begin;
}

/** The peer's times of several runs, after one that does not count. */
export function parseTimes(text: string, runs: number = 5): readonly number[] {
  return Array.from({ length: runs + 1 }, () => parseTime(text)).slice(1);
}

/** Milliseconds of a whole run of the command line, start of the process included. */
export function commandTime(root: string, args: readonly string[]): number {
  const begin = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, "dist", "cli.cjs"), ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    cwd: root,
  });
  const time = performance.now() - begin;
  if (status !== 0 && status !== 1) throw new Error(`resource-planner ${args.join(" ")} failed: ${stderr}`);
  return time;
}

/** Resident memory of a process in bytes; undefined on a system that says it in no way known here. */
export function residentMemory(pid: number): number | undefined {
  if (process.platform === "linux") {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return 1024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
  }
  if (process.platform === "win32") return undefined;
  return 1024 * Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }));
}
