import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { percentile } from "./measure.ts";

/** The machine, the versions and what was asked for: without them the figures mean nothing. */
export function printHeader(root: string, options: string): void {
  const version = (folder: string): string =>
    JSON.parse(readFileSync(path.join(root, folder, "package.json"), "utf8")).version;
  const packages = ["yaml", "ajv", "ml-regression", "javascript-lp-solver", "vscode-languageserver"];
  const [cpu] = os.cpus();
  const load = os.loadavg().map((value) => value.toFixed(1));
  console.log(`Resource Planner ${version(".")}: how fast it is here

machine   ${cpu?.model.trim() ?? os.arch()}, ${os.availableParallelism()} cores, ${gigabytes(os.totalmem())} memory, ${os.type()} ${os.release()}
load      ${load.join(" ")} (1, 5 and 15 minutes before; other work on the machine slows every row)
versions  Node ${process.versions.node}, ${packages.map((name) => `${name} ${version(`node_modules/${name}`)}`).join(", ")}
options   ${options}
peer      the yaml package parsing the whole text, after every third keystroke: no schema, no rules, no protocol.
          ratio = ours / peer: below 1 we are faster. For plans, which it does not make, it only measures the machine.`);
}

/** Begins the rows of one subject. */
export function printSubject(title: string, text: string): void {
  const lines = text.split("\n").length - 1;
  console.log(`\n${title}, ${lines.toLocaleString("en-US")} lines, ${(text.length / 1000).toFixed(0)} kB
${"".padEnd(width)}${["median", "p95", "peer", "ratio"].map((name) => name.padStart(12)).join("")}`);
}

/** A row of times in milliseconds, beside the peer's. One time alone has no percentiles. */
export function printTimes(name: string, times: readonly number[], peer: readonly number[]): void {
  const ours = percentile(times, 0.5);
  const theirs = percentile(peer, 0.5);
  const cells = [
    duration(ours),
    times.length > 1 ? duration(percentile(times, 0.95)) : "",
    duration(theirs),
    `${ratio(ours / theirs)} ×`,
  ];
  console.log(`  ${name.padEnd(width - 2)}${cells.map((cell) => cell.padStart(12)).join("")}`);
}

/** A row of an amount of memory in bytes. */
export function printMemory(name: string, bytes: number | undefined): void {
  const cell = bytes === undefined ? "unknown" : `${Math.round(bytes / 1e6)} MB`;
  console.log(`  ${name.padEnd(width - 2)}${cell.padStart(12)}`);
}

const width = 56;

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toPrecision(3)} ms` : `${(milliseconds / 1000).toPrecision(3)} s`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(0)} GB`;
}

/** Two digits, without an exponent. */
function ratio(value: number): string {
  return value < 10 ? value.toPrecision(2) : value.toFixed(0);
}
