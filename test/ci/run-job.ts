import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import process from "node:process";

/** A step of a workflow's job, of what is used here. */
export interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly "working-directory"?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Where a job runs. */
export interface Runner {
  /** A repository with the branch `main`, checked out as the pull request has it. */
  readonly workspace: string;
  readonly temp: string;
  /** Goes before the `PATH`. */
  readonly tools: string;
  /** What stands between `${{` and `}}`. */
  readonly expressions: Readonly<Record<string, string>>;
}

/** Runs a job's steps as the runner does: bash that ends at the first failure; after one, only steps that always run. */
export function runJob(steps: readonly Step[], runner: Runner): { readonly failed: readonly string[] } {
  const failed: string[] = [];
  for (const step of steps) {
    if (failed.length > 0 && step.if !== "always()") continue;
    if (!succeeds(step, runner)) failed.push(step.name ?? step.uses ?? "");
  }
  return { failed };
}

function succeeds(step: Step, runner: Runner): boolean {
  const { workspace, temp, tools } = runner;
  if (step.uses !== undefined) return checkOut(step, runner);
  const given = Object.entries(step.env ?? {}).map(([name, value]) => [name, evaluated(value, runner)]);
  const { status } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run ?? ""], {
    cwd: path.join(workspace, step["working-directory"] ?? "."),
    env: {
      ...process.env,
      ...Object.fromEntries(given),
      PATH: `${tools}:${process.env["PATH"]}`,
      RUNNER_TEMP: temp,
    },
  });
  return status === 0;
}

/** The pull request is checked out already; another branch comes into a folder of its own. */
function checkOut({ uses = "", with: inputs = {} }: Step, runner: Runner): boolean {
  if (!uses.startsWith("actions/checkout@") || inputs["path"] === undefined) return true;
  const folder = path.join(runner.workspace, inputs["path"]);
  mkdirSync(folder);
  const branch = evaluated(inputs["ref"] ?? "", runner);
  return git(runner.workspace, `--work-tree=${folder} checkout ${branch} -- .`) && git(runner.workspace, "reset -q");
}

/** Runs git in a folder. */
export function git(cwd: string, command: string): boolean {
  const who = ["-c", "user.name=test", "-c", "user.email=test@example.org"];
  return spawnSync("git", [...who, ...command.split(" ")], { cwd }).status === 0;
}

function evaluated(text: string, { expressions }: Runner): string {
  return text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression) => expressions[expression] ?? "");
}
