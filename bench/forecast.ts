/**
 * `npm run bench:forecast`: how good the forecasts are, on data that is not part of the project: the hourly part of the M4
 * competition and regular usage series by family. Two worker threads, the same figures at each run.
 */
import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { nodeBundle } from "../tools/bundle.ts";
import { quantileOf } from "./forecast-metrics.ts";
import { competitionRows, printRows, type Row, relativeRow, seriesRows } from "./forecast-report.ts";
import type { Times } from "./forecast-speed.ts";
import { type CompetitionScore, type SeriesScore, tasks } from "./forecast-tasks.ts";
import type { Report, Share } from "./forecast-worker.ts";

const root = path.join(import.meta.dirname, "..");
const help = `npm run bench:forecast -- [options]

  --data DIR     the data (default: RESOURCE_PLANNER_DATA, else ../shared/data)
  --quick        every fourth series
  --half N       1 or 2: every second series, odd or even ones
  --each         a line for every series
  --seed N       of the bootstrap, of what is made dirty and of the timed series (default 1)
  --help         this text
`;
const { values } = parseArgs({
  options: {
    data: { type: "string" },
    quick: { type: "boolean", default: false },
    half: { type: "string" },
    each: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}
const folder = path.resolve(values.data ?? process.env["RESOURCE_PLANNER_DATA"] ?? path.join(root, "../shared/data"));
if (!existsSync(path.join(folder, "series", "index.json"))) {
  console.log(`No data in ${folder}, so nothing was measured. Name its folder with --data or RESOURCE_PLANNER_DATA.`);
  process.exit(0);
}
os.setPriority(19);
const seed = Number(values.seed);
const every = values.quick ? 4 : values.half === undefined ? 1 : 2;
const from = values.half === undefined ? 0 : Number(values.half) - 1;
printHeader();

const timed = 25;
const competition: CompetitionScore[] = [];
const series: SeriesScore[] = [];
const speeds: Times[] = [];
await Promise.all([0, 1].map((turn) => work({ folder, turn, of: 2, every, from, seed, timed })));
competition.sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
series.sort((a, b) => a.days - b.days || a.name.localeCompare(b.name));
if (values.each) printEach();
printRows("The M4 competition, 48 hours ahead", competitionRows(competition, seed));
for (const { name } of tasks.slice(0, 2)) {
  const scores = series.filter(({ task }) => task === name);
  const origins = scores.reduce((sum, score) => sum + score.origins, 0);
  printRows(`Regular series, ${name}: ${scores.length} series, ${origins} daily origins`, seriesRows(scores, seed));
}
printRows(
  "Short and dirty history: MASE / seasonal naive's, families",
  tasks.slice(2).map(({ name }) => {
    const scores = series.filter(({ task }) => task === name);
    return relativeRow(name, scores, seed);
  }),
);
printRows("Time, memory and size", await costRows());

async function costRows(): Promise<readonly Row[]> {
  const times = series.filter(({ task }) => task === tasks[0]?.name).flatMap(({ milliseconds }) => milliseconds);
  const minutesOf1000 = (seconds: readonly number[]) => ((Math.max(...seconds) / timed) * 1000) / 2 / 60;
  const bundle = await build({
    ...nodeBundle,
    entryPoints: [path.join(root, "server/src/forecast/forecast-series.ts")],
    minify: true,
    write: false,
  });
  return [
    { measure: "one forecast with its backtest, processor s", value: quantileOf(times, 0.5) / 1000, target: [0, 0.5] },
    { measure: "  95th percentile", value: quantileOf(times, 0.95) / 1000, target: [0, 0.5] },
    {
      measure: "1,000 series of 28 days at 15 min, minutes",
      value: minutesOf1000(speeds.map(({ clock }) => clock)),
      target: [0, 4],
      note: `two workers, extrapolated from ${2 * timed} series a week ahead`,
    },
    {
      measure: "  by the time that the processor worked for it",
      value: minutesOf1000(speeds.map(({ processor }) => processor)),
      note: "what an idle machine would take",
    },
    {
      measure: "most memory of the process with both workers, GB",
      value: (process.resourceUsage().maxRSS * 1024) / 1e9,
      target: [0, 0.5],
    },
    {
      measure: "forecaster's bundle, kB",
      value: (bundle.outputFiles?.[0]?.contents.length ?? Number.NaN) / 1000,
      target: [0, 150],
    },
  ];
}

function work(workerData: Share): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./forecast-worker.ts", import.meta.url), { workerData });
    worker.on("message", (report: Report) => {
      if ("competition" in report) competition.push(report.competition);
      else if ("series" in report) series.push(report.series);
      else speeds.push(report.times);
    });
    worker.on("error", reject);
    worker.on("exit", () => resolve());
  });
}

function printHeader(): void {
  const version = (name: string): string =>
    JSON.parse(readFileSync(path.join(root, name, "package.json"), "utf8")).version;
  const [cpu] = os.cpus();
  console.log(`Resource Planner ${version(".")}: how good its forecasts are

machine   ${cpu?.model.trim() ?? os.arch()}, ${os.availableParallelism()} cores, ${os.type()} ${os.release()}
load      ${os.loadavg()[0]?.toFixed(1)} (a minute before; other work on the machine slows the times)
versions  Node ${process.versions.node}, ml-regression ${version("node_modules/ml-regression")}
data      ${folder}${every === 1 ? "" : `, every ${every}th series from number ${from + 1} on`}
seed      ${seed} (of the bootstrap, the dirt and the timed series; forecasts have none)`);
}

function printEach(): void {
  for (const score of series) {
    const cells = [score.ours, score.seasonalNaive, score.select, score.coverage, score.request.coverage];
    console.log(
      `${score.name.padEnd(20)}${score.days} d  ${cells.map((cell) => cell.toFixed(3).padStart(7)).join("")}  ${score.models.join(" ")}`,
    );
  }
}
