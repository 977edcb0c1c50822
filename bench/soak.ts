/**
 * `npm run bench:soak`: edits drawn by chance over standard streams for ten minutes, or as long as is asked for. Prints
 * the server's memory and the time of a keystroke as it goes on, and fails where either has grown.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { bundle } from "../tools/bundle.ts";
import { EditorSession } from "./editor-session.ts";
import { anchoredText, streamText } from "./editor-subjects.ts";
import { percentile, residentMemory } from "./measure.ts";
import { pick, type Random, randomFrom } from "./random.ts";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "10" }, seed: { type: "string", default: "1" } },
});
const minutes = Number(values.minutes);
const root = path.join(import.meta.dirname, "..");
const random = randomFrom(Number(values.seed));

/** Milliseconds in which a server that has answered collects its garbage: what it holds then is held for good. */
const settling = 4000;

await bundle({ minify: true });
const folder = mkdtempSync(path.join(tmpdir(), "resource-planner-soak-"));
try {
  const session = await EditorSession.start("ours", { root, folder, schema: path.join(folder, "none.json") });
  console.log(
    `${minutes} minutes of edits, seed ${values.seed}; memory is what is left when the server has come to rest\n\n  minute      edits  median ms     p95 ms  memory MB       load`,
  );
  process.exitCode = report(await soak(session));
  await session.server.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What was measured in one tenth of the time. */
interface Period {
  readonly median: number;
  readonly memory: number;
}

async function soak(session: EditorSession): Promise<readonly Period[]> {
  const periods: Period[] = [];
  const begin = performance.now();
  for (let period = 1; period <= 10; period++) {
    const end = begin + minutes * 6000 * period;
    const times: number[] = [];
    do times.push(...(await visit(session)));
    while (performance.now() < end - settling);
    await wait(settling);
    const memory = (residentMemory(session.server.pid) ?? Number.NaN) / 1e6;
    const median = percentile(times, 0.5);
    periods.push({ median, memory });
    const cells = [
      ((minutes * period) / 10).toFixed(2),
      times.length,
      median.toFixed(1),
      percentile(times, 0.95).toFixed(1),
    ];
    const [load = Number.NaN] = loadavg();
    console.log([...cells, memory.toFixed(0), load.toFixed(1)].map((cell) => String(cell).padStart(10)).join(" "));
  }
  return periods;
}

/** Opens a file of the size that comes, edits it for a while, and closes it. The times are those of the keystrokes. */
async function visit(session: EditorSession): Promise<readonly number[]> {
  const file = `file-${Math.floor(random() * 200)}.yaml`;
  const original = random() < 0.1 ? anchoredText(600) : streamText(100 + Math.floor(random() * 3000));
  await session.open(file, original);
  await session.diagnostics();
  const times: number[] = [];
  for (let edit = 0; edit < 40; edit++) {
    const { at, removed, typed } = anEdit(session.text.length, random);
    const begin = performance.now();
    await session.change(at, Math.min(session.text.length, at + removed), typed);
    await session.diagnostics();
    times.push(performance.now() - begin);
    if (edit % 8 === 0) await session.hover(Math.max(0, at - 3));
  }
  await session.closeDocument();
  return times;
}

function anEdit(length: number, random: Random): { at: number; removed: number; typed: string } {
  const typed = pick(random, [
    "",
    "x",
    "1",
    " ",
    ":",
    "\n",
    "\n  - ",
    "---\n",
    "\n---\n",
    "&a ",
    "*a",
    "{",
    "'",
    "<<: *a\n",
  ]);
  return { at: Math.floor(random() * length), removed: Math.floor(random() * 6), typed };
}

/** The first period is for warming up. Other work on the machine slows some periods, so the best of the last ones counts. */
function report(periods: readonly Period[]): number {
  const [, early, ...later] = periods;
  const last = later.slice(-3);
  if (early === undefined || last.length === 0) return 0;
  const memory = Math.min(...last.map((period) => period.memory)) - early.memory;
  const time = Math.min(...last.map(({ median }) => median)) / early.median;
  const hasGrown = memory > 50 || time > 1.5;
  console.log(
    `\nmemory ${memory < 0 ? "" : "+"}${memory.toFixed(0)} MB, keystrokes ${time.toFixed(2)} × since the second period${hasGrown ? ": GROWN" : ""}`,
  );
  return hasGrown ? 1 : 0;
}
