/**
 * `npm run bench:allocation`: how near to the best the placements are, on generated fleets, by seconds of processor time.
 * Every placement and every bound is checked by the independent verifier before it counts.
 */
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { allocations } from "../server/src/allocation/allocate.ts";
import type { Allocation, AllocationRequest } from "../server/src/allocation/allocation.ts";
import { verifyAllocation } from "../server/src/allocation/verify.ts";
import { loadLargeSolver } from "../server/src/node/highs.ts";
import { generateInstance, type InstanceSize } from "./allocation-instances.ts";
import { clusterAutoscaler, karpenter } from "./allocation-peers.ts";
import { percentile, residentMemory } from "./measure.ts";

const help = `npm run bench:allocation -- [options]

  --only NAMES   of these, by commas: 100x10, 500x10, 2000x20, proof, peers, cancel (default: all)
  --seeds N      instances of each size (default 5)
  --first N      seed of the first (default 1)
  --each         a line for every instance
  --help         this text
`;
const { values } = parseArgs({
  options: {
    only: { type: "string", default: "100x10,500x10,2000x20,proof,peers,cancel" },
    seeds: { type: "string", default: "5" },
    first: { type: "string", default: "1" },
    each: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}
const chosen = new Set(values.only.split(","));
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => Number(values.first) + index);
os.setPriority(15);

interface Task extends InstanceSize {
  readonly name: string;
  /** Of processor time. */
  readonly seconds: number;
}
const tasks: readonly Task[] = [
  { name: "100x10", workloads: 100, pools: 10, seconds: 2 },
  { name: "500x10", workloads: 500, pools: 10, seconds: 2 },
  { name: "2000x20", workloads: 2000, pools: 20, seconds: 10 },
  { name: "proof", workloads: 100, pools: 10, seconds: 30 },
];

const started = processorSeconds();
const largeSolver = await loadLargeSolver();
console.log(`Placements on generated fleets, seeds ${seeds.join(" ")}, Node ${process.versions.node}, ${path.basename(os.cpus()[0]?.model ?? "")}
HiGHS loaded in ${milliseconds(processorSeconds() - started)}; times are of the processor, for one process
${row("", "gap median", "p90", "worst", "first plan", "its gap", "memory")}`);
for (const task of tasks) if (chosen.has(task.name)) measure(task);
if (chosen.has("cancel")) measureCancel();

function measure({ name, seconds, ...size }: Task): void {
  const runs = seeds.map((seed) => {
    const run = runFor(generateInstance(size, seed), seconds);
    if (values.each) console.log(`  ${name} seed ${seed}: ${percent(run.last.gap)} at ${run.last.cost.toFixed(3)}`);
    return { ...run, request: generateInstance(size, seed) };
  });
  const gaps = runs.map(({ last }) => last.gap);
  console.log(
    row(
      `${name} in ${seconds} s`,
      percent(percentile(gaps, 0.5)),
      percent(percentile(gaps, 0.9)),
      percent(Math.max(...gaps)),
      milliseconds(
        percentile(
          runs.map((run) => run.firstSeconds),
          0.5,
        ),
      ),
      percent(
        percentile(
          runs.map((run) => run.first.cost / run.last.bound - 1),
          0.5,
        ),
      ),
      `${Math.round((residentMemory(process.pid) ?? 0) / 1e6)} MB`,
    ),
  );
  if (!chosen.has("peers")) return;
  for (const peer of [karpenter, clusterAutoscaler]) {
    const saved = runs.map(({ request, last }) => 1 - last.cost / peer.cost(request));
    const range = `${percent(Math.min(...saved))} to ${percent(Math.max(...saved))}`;
    console.log(`  cheaper than ${peer.name}: ${percent(percentile(saved, 0.5))} in the median, ${range}`);
  }
}

interface Run {
  readonly first: Allocation["solution"];
  readonly firstSeconds: number;
  readonly last: Allocation["solution"];
}

/** Takes answers until the time is over, and checks each. */
function runFor(instance: AllocationRequest, seconds: number): Run {
  const begin = processorSeconds();
  const request: AllocationRequest = {
    ...instance,
    elapsed: () => processorSeconds() - begin,
    policy: { ...instance.policy, timeLimitSeconds: seconds },
    iterations: Number.POSITIVE_INFINITY,
    largeSolver,
  };
  let run: Run | undefined;
  for (const allocation of allocations(request)) {
    const problems = verifyAllocation(request, allocation);
    if (problems.length > 0) throw new Error(problems.slice(0, 3).join("\n"));
    const { solution: last } = allocation;
    run = { first: last, firstSeconds: processorSeconds() - begin, ...run, last };
  }
  if (run === undefined) throw new Error("no answer at all");
  return run;
}

/** How long a search goes on when it is stopped at some time. */
function measureCancel(): void {
  const instance = generateInstance({ workloads: 2000, pools: 20 }, 1);
  const delays = [0.5, 1.5, 3, 5].map((after) => {
    const begin = processorSeconds();
    const stop = (): boolean => processorSeconds() - begin > after;
    const request = { ...instance, stop, largeSolver };
    for (const _ of allocations(request));
    return processorSeconds() - begin - after;
  });
  console.log(`cancel at 2000x20: ${milliseconds(Math.max(...delays))} at most, answer included`);
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function row(name: string, ...cells: readonly string[]): string {
  return `${name.padEnd(18)}${cells.map((cell) => cell.padStart(12)).join("")}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function milliseconds(seconds: number): string {
  return `${Math.round(1000 * seconds)} ms`;
}
