import { randomBytes } from "node:crypto";
import { type Command, Option } from "commander";
import type { Severity } from "../document/finding.ts";
import { allRecommendedEdits } from "../feature/fix-all.ts";
import { newPlanCaches } from "../node/plan-workspace.ts";
import type { Plan, PlanOptions } from "../plan/plan-data.ts";
import { reportHtml } from "../plan/report-html.ts";
import { reportMarkdown } from "../plan/report-markdown.ts";
import { reportText } from "../plan/report-text.ts";
import { planToJson } from "../plan/to-json.ts";
import type { AllocationMethod } from "../workload/resource-plan.ts";
import { judgedPlan } from "../workspace/judged-plan.ts";
import { type Snapshot, withPlan } from "../workspace/snapshot.ts";
import { diffOf, editedFiles, write } from "./apply.ts";
import { comparable, comparePlans, loadPlan } from "./compare-plans.ts";
import { exitCodeOf, failOnOption } from "./fail-on.ts";
import { rangeIn } from "./findings-json.ts";
import { inputProblems } from "./input-problems.ts";
import { exit, type Io, say, UserError } from "./io.ts";
import type { Finish } from "./main.ts";
import { loadManifests, type Manifests } from "./manifests.ts";
import * as read from "./options.ts";
import { planManifests } from "./planning.ts";
import { styleFor } from "./style.ts";

interface PlanCommandOptions {
  readonly plan?: string;
  readonly environment?: string;
  readonly at?: number;
  readonly method?: AllocationMethod | "all";
  readonly timeLimit?: number;
  readonly seed: number;
  readonly format: "text" | "json" | "markdown" | "html";
  readonly output?: string;
  readonly diff?: boolean;
  readonly apply?: boolean;
  readonly compare?: string;
  readonly failAbove?: number;
  readonly failOn: Severity;
}

/** `plan [PATH…]`: sizes every workload and places the pods. */
export function addPlan(program: Command, io: Io, finish: Finish): void {
  program
    .command("plan")
    .summary("size everything from its usage and place it onto the node pools")
    .description("Forecast demand, size requests, limits and replicas, and place everything onto the node pools.")
    .argument("[path...]", "files, folders or globs that narrow the plan's manifests; - is standard input")
    .option("--plan <file>", "the ResourcePlan; by default the one among the manifests or above them")
    .option("--environment <name>", "plan one of the environments that kustomizations build; by default all")
    .option("--at <time>", "use only samples at or before this time", read.time)
    .addOption(new Option("--method <method>", "how to allocate; all compares the methods").choices(read.methods))
    .option("--time-limit <duration>", "longest search, such as 5s", read.duration)
    .option("--seed <number>", "equal inputs and seed give equal plans", read.seed, 1)
    .addOption(
      new Option("--format <format>", "how to print").choices(["text", "json", "markdown", "html"]).default("text"),
    )
    .option("--output <file>", "write to a file instead of standard output")
    .option("--diff", "print the changes that the plan recommends as a unified diff, instead of the plan")
    .option("--apply", "write the recommended values into the manifests: all of them or, on failure, none")
    .option("--compare <file>", "print what the manifests cost beside a plan as JSON of other ones, as Markdown")
    .option("--fail-above <share>", "with --compare: exit 1 where the cost grows by more, such as 10%", read.share)
    .addOption(failOnOption())
    .addHelpText("after", examples)
    .action(async (paths: string[], options: PlanCommandOptions) => {
      const base = options.compare === undefined ? undefined : await loadPlan(io, options.compare);
      const manifests = await loadManifests(io, paths, options.plan);
      expectPlannable(manifests);
      for (const message of inputProblems(manifests)) say(io, message);
      const plan = await planManifests(io, manifests, {
        options: planOptions(options),
        narrowed: true,
        environment: options.environment,
        caches: newPlanCaches(),
      });
      if ("refused" in plan) throw new UserError(plan.refused);
      if (plan.workloads.length === 0) say(io, "there is no workload in what was read, and so nothing to plan.");
      if (base !== undefined) {
        const { markdown, increase = 0 } = comparePlans(base, comparable(plan));
        await writeComparison(io, manifests, markdown, options);
        finish(increase > (options.failAbove ?? Number.POSITIVE_INFINITY) ? exit.findings : exit.fine);
        return;
      }
      const planned = { ...manifests, snapshot: withPlan(manifests.snapshot, plan) };
      const judged = judgedPlan(planned.snapshot, plan);
      await answer(io, planned, judged, options);
      finish(exitCodeOf(judged.findings, options.failOn, manifests.complete));
    });
}

/** Prints the answer, and writes what is to be written: manifests and output together, or nothing. */
async function answer(io: Io, manifests: Manifests, plan: Plan, options: PlanCommandOptions): Promise<void> {
  const { snapshot } = manifests;
  const edits = allRecommendedEdits(snapshot);
  const edited = editedFiles(snapshot, edits);
  const text = options.diff === true ? diffOf(edited) : print(plan, snapshot, options, io);
  const output = options.output === undefined ? [] : [{ name: options.output, text }];
  await write(io, manifests, options.apply === true ? edited : [], output);
  if (options.apply === true && edited.length === 0) say(io, "nothing to write: the plan recommends no other values.");
  if (output.length === 0) io.stdout.write(text);
}

async function writeComparison(
  io: Io,
  manifests: Manifests,
  text: string,
  { output }: PlanCommandOptions,
): Promise<void> {
  if (output === undefined) io.stdout.write(text);
  else await write(io, manifests, [], [{ name: output, text }]);
}

/** A ResourcePlan that does not name what the PATHs name gives an empty plan, which would look like an answer. */
function expectPlannable({ snapshot, named, planned }: Manifests): void {
  const { workloads, resourcePlan } = snapshot.inventory;
  const asked = workloads.filter(({ document }) => named(document.file));
  const own = resourcePlan.document?.file;
  if (own === undefined || asked.length === 0 || asked.some(({ document }) => planned(document.file))) return;
  throw new UserError(
    `${own} does not plan ${asked[0]?.document.file}. Add it to spec.manifests, or name another ResourcePlan with --plan.`,
  );
}

function planOptions({ at, method, timeLimit, seed }: PlanCommandOptions): PlanOptions {
  return {
    seed,
    ...(at !== undefined && { at }),
    ...(method !== undefined && { method }),
    ...(timeLimit !== undefined && { timeLimitSeconds: timeLimit }),
  };
}

function print(plan: Plan, { files }: Snapshot, { format, output }: PlanCommandOptions, io: Io): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(planToJson(plan, rangeIn(files)), null, 2)}\n`;
    case "markdown":
      return reportMarkdown(plan);
    case "html":
      return reportHtml(plan, randomBytes(12).toString("base64url"));
    case "text":
      return reportText(plan, output === undefined ? styleFor(io.stdout, io) : undefined);
  }
}

const examples = `
Without a ResourcePlan the defaults hold, usage history is looked for in the CSV files around the manifests, and Node
objects among the manifests are the nodes.

Examples:
  resource-planner plan                                    everything in this folder
  resource-planner plan --diff                             what it would change
  resource-planner plan --environment production           one overlay of several
  resource-planner plan deploy/api.yaml --apply            write the values of one file
  resource-planner plan --format html --output plan.html   the report with its charts
  resource-planner plan --compare base.json --fail-above 10%
  kubectl get deploy,hpa,nodes -A -o json | resource-planner plan -`;
