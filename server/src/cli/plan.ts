import { randomBytes } from "node:crypto";
import path from "node:path";
import { type Command, Option } from "commander";
import type { Severity } from "../document/finding.ts";
import type { Span } from "../document/span.ts";
import { rangeOf } from "../feature/to-lsp.ts";
import type { Plan, PlanOptions } from "../plan/plan-data.ts";
import { recommendedEdits } from "../plan/recommended-edits.ts";
import { reportHtml } from "../plan/report-html.ts";
import { reportMarkdown } from "../plan/report-markdown.ts";
import { reportText } from "../plan/report-text.ts";
import { planToJson, type RangeJson } from "../plan/to-json.ts";
import type { AllocationMethod } from "../workload/resource-plan.ts";
import { createSnapshot, type Snapshot } from "../workspace/snapshot.ts";
import { apply, diffOf } from "./apply.ts";
import { exitCodeOf, failOnOption } from "./fail-on.ts";
import type { Io } from "./io.ts";
import type { Finish } from "./main.ts";
import { loadManifests } from "./manifests.ts";
import * as read from "./options.ts";
import { planManifests } from "./planning.ts";
import { styleFor } from "./style.ts";
import { writeFiles } from "./write-files.ts";

interface PlanCommandOptions {
  readonly plan?: string;
  readonly at?: number;
  readonly method?: AllocationMethod;
  readonly timeLimit?: number;
  readonly seed: number;
  readonly format: "text" | "json" | "markdown" | "html";
  readonly output?: string;
  readonly diff?: boolean;
  readonly apply?: boolean;
  readonly failOn: Severity;
}

/** `plan [PATH…]`: sizes every workload and places the pods. */
export function addPlan(program: Command, io: Io, finish: Finish): void {
  program
    .command("plan")
    .description("Forecast demand, size requests, limits and replicas, and place everything onto the node pools")
    .argument("[path...]", "files, folders or globs that narrow the plan's manifests; - is standard input", [])
    .option("--plan <file>", "the ResourcePlan; by default the one among the manifests or above them")
    .option("--at <time>", "use only samples at or before this time", read.time)
    .addOption(new Option("--method <method>", "how to allocate").choices(read.methods))
    .option("--time-limit <duration>", "longest search, such as 5s", read.duration)
    .option("--seed <number>", "equal inputs and seed give equal plans", read.seed, 1)
    .addOption(
      new Option("--format <format>", "how to print").choices(["text", "json", "markdown", "html"]).default("text"),
    )
    .option("--output <file>", "write to a file instead of standard output")
    .option("--diff", "print the changes that the plan recommends as a unified diff, instead of the plan")
    .option("--apply", "write the recommended values into the manifests: all of them or, on failure, none")
    .addOption(failOnOption())
    .action(async (paths: string[], options: PlanCommandOptions) => {
      const { snapshot, named } = await loadManifests(io, paths, options.plan);
      const plan = await planManifests(io, narrowed(snapshot, named), planOptions(options));
      const edits = recommendedEdits(snapshot.files, snapshot.inventory, plan);
      await write(io, options.diff === true ? diffOf(snapshot, edits) : print(plan, snapshot, options, io), options);
      if (options.apply === true) {
        const files = await apply(io, snapshot, edits);
        io.stderr.write(`${edits.length} edits written into ${files.length} files.\n`);
      }
      finish(exitCodeOf(plan.findings, options.failOn));
    });
}

/** PATHs narrow the plan: the ResourcePlan stays, other files go. */
function narrowed(snapshot: Snapshot, named: (file: string) => boolean): Snapshot {
  const own = snapshot.inventory.resourcePlan.document?.file;
  const texts = [...snapshot.files].filter(([file]) => file === own || named(file));
  return createSnapshot(new Map(texts.map(([file, { text }]) => [file, text])), snapshot);
}

function planOptions({ at, method, timeLimit, seed }: PlanCommandOptions): PlanOptions {
  return {
    seed,
    ...(at !== undefined && { at }),
    ...(method !== undefined && { method }),
    ...(timeLimit !== undefined && { timeLimitSeconds: timeLimit }),
  };
}

function print(plan: Plan, snapshot: Snapshot, { format, output }: PlanCommandOptions, io: Io): string {
  switch (format) {
    case "json": {
      const range = (file: string, span: Span): RangeJson | undefined => {
        const source = snapshot.files.get(file);
        return source && rangeOf(source, span);
      };
      return `${JSON.stringify(planToJson(plan, range), null, 2)}
`;
    }
    case "markdown":
      return reportMarkdown(plan);
    case "html":
      return reportHtml(plan, randomBytes(12).toString("base64url"));
    case "text":
      return reportText(plan, output === undefined ? styleFor(io.stdout, io) : undefined);
  }
}

async function write(io: Io, text: string, { output }: PlanCommandOptions): Promise<void> {
  if (output === undefined) io.stdout.write(text);
  else await writeFiles(new Map([[path.resolve(io.cwd, output), text]]));
}
