/**
 * `npm run bench:rightsizing`: what our sizing and the known recommenders would have cost and risked on real traces that are
 * not part of the project, day by day. The same figures at each run.
 */
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Family, readFamilies } from "./rightsizing-data.ts";
import { printReplicas } from "./rightsizing-replicas.ts";
import { compare, printComparisons, printWays } from "./rightsizing-report.ts";
import { frontierQuantiles, otherWays, ownWay, type Way } from "./rightsizing-ways.ts";

const root = path.join(import.meta.dirname, "..");
const help = `npm run bench:rightsizing -- [options]

  --data DIR     the data (default: RESOURCE_PLANNER_DATA, else ../shared/data)
  --half N       1 or 2: every second series of each family, odd or even ones (our constants were chosen on the odd ones)
  --seed N       of the bootstrap (default 1)
  --help         this text
`;
const { values } = parseArgs({
  options: {
    data: { type: "string" },
    half: { type: "string" },
    seed: { type: "string", default: "1" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}
const folder = path.resolve(values.data ?? process.env["RESOURCE_PLANNER_DATA"] ?? path.join(root, "../shared/data"));
if (!existsSync(path.join(folder, "vm-usage"))) {
  console.log(`No data in ${folder}, so nothing was measured. Name its folder with --data or RESOURCE_PLANNER_DATA.`);
  process.exit(0);
}
os.setPriority(19);
const seed = Number(values.seed);
const families = readFamilies(folder).map(selected);
const measured = families.map(({ name, series }) => {
  console.log(`\n${name}: ${series.length} series of CPU, daily advice, at most 14 days`);
  const others = otherWays(series);
  const frontier = frontierQuantiles.map((quantile) => ownWay(`ours, q ${quantile}`, series, quantile, 1));
  const week = ownWay("ours, for a week (default)", series, 0.95, 7);
  printWays([...others, ...frontier, week]);
  const comparisons = compare(others, frontier, seed);
  printComparisons(comparisons);
  return { others, frontier, week };
});
if (measured.length > 1) {
  console.log("\nall series");
  const others = joined(measured.map((each) => each.others));
  const frontier = joined(measured.map((each) => each.frontier));
  printWays([...others, ...frontier, ...joined(measured.map(({ week }) => [week]))]);
  printComparisons(compare(others, frontier, seed));
}
printReplicas(folder);

/** Odd or even series, where only those are asked for. */
function selected({ name, series }: Family): Family {
  if (values.half === undefined) return { name, series };
  return { name, series: series.filter((_, index) => index % 2 === Number(values.half) - 1) };
}

/** The same ways over the series of all families. */
function joined(families: readonly (readonly Way[])[]): readonly Way[] {
  const [first = []] = families;
  return first.map(({ name }, index) => ({
    name,
    scores: families.flatMap((ways) => ways[index]?.scores ?? []),
  }));
}
