import { type Command, Option } from "commander";
import type { Finding, Severity } from "../document/finding.ts";
import { fixesOf } from "../feature/fix-all.ts";
import { newPlanCaches, type PlanCaches } from "../node/plan-workspace.ts";
import type { Plan } from "../plan/plan-data.ts";
import { allFindings, createSnapshot, judgmentOf, withPlan } from "../workspace/snapshot.ts";
import { editedFiles, write } from "./apply.ts";
import { applyBaseline, loadBaseline, writeBaseline } from "./baseline-file.ts";
import type { Checked } from "./checked.ts";
import { exitCodeOf, failOnOption } from "./fail-on.ts";
import { exit, type Io, say } from "./io.ts";
import type { Finish } from "./main.ts";
import { loadManifests, type Manifests } from "./manifests.ts";
import * as read from "./options.ts";
import { planManifests, type Refusal } from "./planning.ts";
import { type CheckFormat, checkFormats, printChecked } from "./print-check.ts";

interface CheckOptions {
  readonly format: CheckFormat;
  readonly failOn: Severity;
  readonly plan?: string;
  readonly at?: number;
  readonly fix?: boolean;
  readonly unsafeFixes?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
}

/** `check [PATH…]`: the findings that the editor shows. */
export function addCheck(program: Command, io: Io, finish: Finish): void {
  program
    .command("check")
    .summary("report what is wrong with manifests, and with their values by their usage")
    .description(
      "Check manifests against the schemas of their kinds, rules for their values, and the plan that follows from usage history: what the editor shows.",
    )
    .argument("[path...]", "files, folders or globs; - is standard input")
    .addOption(new Option("--format <format>", "how to print").choices(checkFormats).default("text"))
    .addOption(failOnOption())
    .option("--plan <file>", "the ResourcePlan; by default the one among the manifests or above them")
    .option("--at <time>", "use only samples at or before this time", read.time)
    .option("--fix", "write every fix that is certain, then report what is left")
    .option("--unsafe-fixes", "with --fix: write suggestions too, which need to be looked at")
    .option("--baseline <file>", "do not report what this file knows")
    .option("--write-baseline <file>", "write everything that is found into a file, as known from now on")
    .addHelpText("after", examples)
    .action(async (paths: string[], options: CheckOptions) => {
      const caches = newPlanCaches();
      if (options.fix === true) await fix(io, paths, options, caches);
      const baseline = options.baseline === undefined ? undefined : await loadBaseline(io, options.baseline);
      const found = await check(io, paths, options, caches);
      const checked = baseline === undefined ? found : applyBaseline(io, found, baseline);
      const complete = checked.manifests.complete && checked.refused === undefined;
      if (checked.refused !== undefined) say(io, `there is no plan, and nothing is said of it: ${checked.refused}`);
      if (options.writeBaseline !== undefined) {
        await writeBaseline(io, checked, options.writeBaseline);
        finish(complete ? exit.fine : exit.usage);
        return;
      }
      io.stdout.write(printChecked(checked, options.format, io));
      finish(exitCodeOf(checked.findings, options.failOn, complete));
    });
}

/**
 * Writes every fix: first of what is wrong with the manifests, then of what a plan of the mended ones recommends. It is
 * one plan, since with an adjustment below 1 another would take the next step, and one is what was asked for.
 */
async function fix(io: Io, paths: readonly string[], options: CheckOptions, caches: PlanCaches): Promise<void> {
  const loaded = await loadManifests(io, paths, options.plan);
  const mended = fixed(loaded, options);
  const plan = await planOf(io, mended, options, caches);
  const { files } = "refused" in plan ? mended.snapshot : fixed(withPlanned(mended, plan), options).snapshot;
  const edited = [...loaded.snapshot.files.values()].map(({ file, text }) => ({
    name: file,
    before: text,
    text: files.get(file)?.text ?? text,
  }));
  await write(
    io,
    loaded,
    edited.filter(({ before, text }) => text !== before),
  );
}

/** The manifests with their findings fixed, as far as they can be. A fix can make room for another. */
function fixed(manifests: Manifests, options: CheckOptions): Manifests {
  const { snapshot, named } = manifests;
  let mended = snapshot;
  for (let round = 0; round < mostRounds; round++) {
    const findings = findingsIn({ ...manifests, snapshot: mended }, options);
    const edited = editedFiles(
      mended,
      fixesOf(mended, findings, ({ document }) => named(document.file), options.unsafeFixes),
    );
    if (edited.length === 0) break;
    const texts = [...mended.files].map(([file, { text }]) => [file, text] as const);
    const newTexts = edited.map(({ name, text }) => [name, text] as const);
    mended = createSnapshot(new Map([...texts, ...newTexts]), mended);
  }
  return { ...manifests, snapshot: mended };
}

/** A fix can wait for that of another at the same place; more than a few never do. */
const mostRounds = 5;

/** What is wrong with the manifests does not depend on whether they can be planned. */
async function check(io: Io, paths: readonly string[], options: CheckOptions, caches: PlanCaches): Promise<Checked> {
  const loaded = await loadManifests(io, paths, options.plan);
  const plan = await planOf(io, loaded, options, caches);
  const isRefused = "refused" in plan;
  const manifests = withPlanned(loaded, isRefused ? undefined : plan);
  const { snapshot, named } = manifests;
  const suppressed = [...snapshot.files.keys()].filter(named).flatMap((file) => judgmentOf(snapshot, file).suppressed);
  return { manifests, findings: findingsIn(manifests, options), suppressed, ...(isRefused && plan) };
}

function planOf(io: Io, manifests: Manifests, { at }: CheckOptions, caches: PlanCaches): Promise<Plan | Refusal> {
  const options = { seed: 1, ...(at !== undefined && { at }) };
  return planManifests(io, manifests, { options, narrowed: false, findingsOnly: true, caches });
}

function withPlanned(manifests: Manifests, plan: Plan | undefined): Manifests {
  return { ...manifests, snapshot: withPlan(manifests.snapshot, plan) };
}

/** Of the named files, and of files that are no manifests, such as usage histories. */
function findingsIn({ snapshot, named }: Manifests, { plan }: CheckOptions): readonly Finding[] {
  return allFindings(snapshot)
    .filter(({ file }) => named(file) || !snapshot.files.has(file))
    .filter(({ code }) => plan === undefined || code !== "plan/second-resource-plan");
}

const examples = `
Examples:
  resource-planner check                       everything in this folder
  resource-planner check deploy 'more/*.yaml'  a folder and a glob
  resource-planner check --fail-on warning     for a pipeline that is strict
  resource-planner check --fix                 write the corrections and the recommended values
  resource-planner check --format sarif        for code scanning; junit and github for pipelines
  resource-planner check --baseline known.json only what is new since --write-baseline known.json
  helm template . | resource-planner check -   what a chart renders to`;
