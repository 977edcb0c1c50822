/**
 * `npm run bench`: keystroke → diagnostics through the built server over standard streams, plan time, memory, and typing
 * while a plan runs; on the example and on generated documents. Prints what it finds, rows that are slower than the
 * peer among them.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { bundle } from "../tools/bundle.ts";
import { commandTime, parseTimes, residentMemory } from "./measure.ts";
import { printHeader, printMemory, printSubject, printTimes } from "./report.ts";
import { Session } from "./session.ts";
import { exampleSubject, generatedSubject, type Layout, manifestText, type Subject } from "./subjects.ts";
import { type TypingTimes, typingTimes, typingTimesWhilePlanning } from "./typing.ts";

const root = path.join(import.meta.dirname, "..");
const help = `npm run bench -- [options]

  --documents N,M   sizes of the generated workspaces (default 100,1000)
  --edits N         keystrokes of each measurement (default 60)
  --seed N          of the generated documents and histories (default 1)
  --history SHARE   of the generated workloads that have a history (default 0.05)
  --no-plan         only typing: no plans, no memory
  --quick           a look: 100 documents, 10 edits
  --help            this text
`;
const { values } = parseArgs({
  allowNegative: true,
  options: {
    documents: { type: "string" },
    edits: { type: "string" },
    seed: { type: "string", default: "1" },
    history: { type: "string", default: "0.05" },
    plan: { type: "boolean", default: true },
    quick: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}
const edits = number("edits", values.edits ?? (values.quick ? "10" : "60"));
const seed = number("seed", values.seed);
const share = number("history", values.history);
const sizes = (values.documents ?? (values.quick ? "100" : "100,1000")).split(",").map((size) => number("size", size));

await bundle({ minify: true });
printHeader(
  root,
  `seed ${seed}, ${edits} edits after a warm-up, history for ${100 * share} % of the generated workloads`,
);
const folder = mkdtempSync(path.join(tmpdir(), "resource-planner-bench-"));
try {
  await measure(exampleSubject(root, path.join(folder, "example")));
  for (const count of sizes) {
    for (const layout of ["stream", "files"] satisfies Layout[]) {
      await measure(generatedSubject(path.join(folder, `${layout}-${count}`), { count, layout, share, seed }));
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(subject: Subject): Promise<void> {
  const all = manifestText(subject);
  printSubject(subject.title, all);
  const session = await Session.start(root, subject, "never");
  await session.open(subject);
  printTimes("open → first diagnostics", [await timed(() => session.pull())], parseTimes(session.text));
  printTyping("keystroke → diagnostics", await typingTimes(session, edits));
  if (!values.plan) return session.close();
  const peer = parseTimes(all);
  printMemory("memory of the server", residentMemory(session.pid));
  printTimes("plan, the first", [await timed(() => session.plan())], peer);
  printTimes("plan, again: history and forecasts are known", [await timed(() => session.plan())], peer);
  printMemory("memory of the server and its worker", residentMemory(session.pid));
  printTyping("keystroke → diagnostics, with the plan's findings", await typingTimes(session, edits));
  await session.close();
  printTimes("plan on the command line", [commandTime(root, ["plan", subject.folder, "--format", "json"])], peer);
  const busy = await Session.start(root, subject, "always");
  await busy.open(subject);
  printTyping("keystroke → diagnostics, while a plan runs", await typingTimesWhilePlanning(busy, edits));
  await busy.close();
}

function printTyping(name: string, { ours, peer }: TypingTimes): void {
  printTimes(name, ours, peer);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

function number(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= 0) return value;
  console.error(`${name} must be a number, not "${text}".`);
  return process.exit(2);
}
