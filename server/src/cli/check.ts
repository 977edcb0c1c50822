import { type Command, Option } from "commander";
import type { Finding, Severity } from "../document/finding.ts";
import { fixesOf } from "../feature/fix-all.ts";
import { allFindings, type Snapshot, withPlan } from "../workspace/snapshot.ts";
import { apply } from "./apply.ts";
import { exitCodeOf, failOnOption } from "./fail-on.ts";
import { findingsToJson, type Summary } from "./findings-json.ts";
import { findingsText } from "./findings-text.ts";
import type { Io } from "./io.ts";
import type { Finish } from "./main.ts";
import { loadManifests, type Manifests } from "./manifests.ts";
import * as read from "./options.ts";
import { planManifests } from "./planning.ts";
import { styleFor } from "./style.ts";

interface CheckOptions {
  readonly format: "text" | "json";
  readonly failOn: Severity;
  readonly plan?: string;
  readonly at?: number;
  readonly fix?: boolean;
}

/** `check [PATH…]`: the findings that the editor shows. */
export function addCheck(program: Command, io: Io, finish: Finish): void {
  program
    .command("check")
    .description("Check manifests against schemas, rules and the plan that follows from the usage history")
    .argument("[path...]", "files, folders or globs; - is standard input", [])
    .addOption(new Option("--format <format>", "how to print").choices(["text", "json"]).default("text"))
    .addOption(failOnOption())
    .option("--plan <file>", "the ResourcePlan that governs")
    .option("--at <time>", "use only samples at or before this time", read.time)
    .option("--fix", "write every fix, then report what is left")
    .action(async (paths: string[], options: CheckOptions) => {
      let checked = await check(io, paths, options);
      for (let round = 0; options.fix === true && round < mostRounds; round++) {
        const { snapshot, findings, named } = checked;
        const edits = fixesOf(snapshot, findings, ({ document }) => named(document.file));
        if ((await apply(io, snapshot, edits)).length === 0) break;
        checked = await check(io, paths, options);
      }
      io.stdout.write(print(checked, options, io));
      finish(exitCodeOf(checked.findings, options.failOn));
    });
}

interface Checked {
  readonly snapshot: Snapshot;
  readonly named: (file: string) => boolean;
  readonly findings: readonly Finding[];
  readonly summary: Summary;
}

async function check(io: Io, paths: readonly string[], options: CheckOptions): Promise<Checked> {
  const { snapshot, named }: Manifests = await loadManifests(io, paths, options.plan);
  const at = options.at === undefined ? {} : { at: options.at };
  const planned = withPlan(snapshot, await planManifests(io, snapshot, { seed: 1, ...at }));
  const isManifest = (file: string): boolean => snapshot.files.has(file);
  const findings = allFindings(planned).filter(({ file }) => named(file) || !isManifest(file));
  const files = [...snapshot.files.values()].filter(({ file }) => named(file));
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const summary = {
    files: files.length,
    documents: files.reduce((sum, { documents }) => sum + documents.length, 0),
    errors: count("error"),
    warnings: count("warning"),
  };
  return { snapshot: planned, named, findings, summary };
}

function print({ snapshot, findings, summary }: Checked, { format }: CheckOptions, io: Io): string {
  if (format === "json") return `${JSON.stringify(findingsToJson(findings, snapshot.files, summary), null, 2)}\n`;
  return findingsText(findings, snapshot.files, summary, styleFor(io.stdout, io));
}

/** A fix can make room for another; at α < 1 each round is one more step, and one is what was asked for. */
const mostRounds = 3;
