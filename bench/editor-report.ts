import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { percentile } from "./measure.ts";

/** What a measure has to reach. */
export interface Target {
  /** The most that ours may have, in the row's unit. */
  readonly most?: number;
  /** The most that ours may have of the peer's median. */
  readonly share?: number;
}

/** One measure of both servers. */
export interface Row {
  readonly name: string;
  readonly unit: "ms" | "MB" | "/s" | "%" | "";
  readonly ours: readonly number[];
  /** Undefined where the peer has no such thing; a text where it did not come to an end. */
  readonly peer?: readonly number[] | string;
  readonly target?: Target;
  /** True where more is better: the target is the least then. */
  readonly least?: boolean;
}

/** Prints rows as they come, and remembers which miss their target. */
export class EditorReport {
  readonly missed: string[] = [];

  /** The machine and the versions. */
  header(root: string, options: string): void {
    const version = (name: string): string =>
      JSON.parse(readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8")).version;
    const [cpu] = os.cpus();
    const versions = ["yaml-language-server", "yaml", "vscode-languageserver"].map(
      (name) => `${name} ${version(name)}`,
    );
    console.log(`Resource Planner beside yaml-language-server

machine   ${cpu?.model.trim() ?? os.arch()}, ${os.availableParallelism()} cores, ${Math.round(os.totalmem() / 1e9)} GB, ${os.type()} ${os.release()}
load      ${os
      .loadavg()
      .map((value) => value.toFixed(1))
      .join(" ")} (1, 5 and 15 minutes before; other work slows every row)
versions  Node ${process.versions.node}, ${versions.join(", ")}
options   ${options}
peer      yaml-language-server with the same schema, file and edits. Its answers include the 200 ms that it waits
          after each change; "without delay" is what is left without them.

${"".padEnd(width)}${["median", "p95", "peer", "peer p95", "ratio"].map((name) => name.padStart(11)).join("")}  target`);
  }

  row(row: Row): void {
    const ours = percentile(row.ours, 0.5);
    const p95 = percentile(row.ours, 0.95);
    const peer = typeof row.peer === "object" ? percentile(row.peer, 0.5) : Number.NaN;
    const cells = [
      amount(ours, row.unit),
      row.ours.length > 1 ? amount(p95, row.unit) : "",
      typeof row.peer === "string" ? row.peer : amount(peer, row.unit),
      typeof row.peer === "object" && row.peer.length > 1 ? amount(percentile(row.peer, 0.95), row.unit) : "",
      !Number.isFinite(ours / peer) ? "" : `${(row.least === true ? ours / peer : peer / ours).toPrecision(3)} ×`,
    ];
    const misses = isMissed(row, ours, p95, peer);
    if (misses) this.missed.push(row.name);
    const verdict = row.target === undefined ? "" : `${targetText(row)}${misses ? "  MISSED" : ""}`;
    console.log(`${row.name.padEnd(width)}${cells.map((cell) => cell.padStart(11)).join("")}  ${verdict}`);
  }

  end(): void {
    console.log(this.missed.length === 0 ? "\nEvery target is reached." : `\nMissed: ${this.missed.join("; ")}.`);
  }
}

const width = 56;

function isMissed({ target, least }: Row, ours: number, p95: number, peer: number): boolean {
  if (target === undefined) return false;
  if (Number.isNaN(ours)) return true;
  const { most, share } = target;
  if (least === true) return most !== undefined && ours < most;
  return (most !== undefined && p95 > most) || (share !== undefined && ours > share * peer);
}

function targetText({ target, unit, least }: Row): string {
  const { most, share } = target ?? {};
  const absolute = most === undefined ? [] : [`${least === true ? "≥" : "≤"} ${most} ${unit}`];
  const relative = share === undefined ? [] : [`≥ ${(1 / share).toPrecision(2)} × better`];
  return [...absolute, ...relative].join(", ");
}

function amount(value: number, unit: Row["unit"]): string {
  if (Number.isNaN(value)) return "–";
  if (unit === "ms" && value >= 1000) return `${(value / 1000).toPrecision(3)} s`;
  return `${value < 100 ? value.toPrecision(3) : Math.round(value).toLocaleString("en-US")}${unit === "" ? "" : ` ${unit}`}`;
}
