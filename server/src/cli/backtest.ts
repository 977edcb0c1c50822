import { randomBytes } from "node:crypto";
import { type Command, Option } from "commander";
import type { Backtest } from "../backtest/backtest-data.ts";
import { recommenders } from "../backtest/recommenders/recommenders.ts";
import { backtestHtml } from "../plan/backtest-html.ts";
import { backtestToJson } from "../plan/backtest-json.ts";
import { backtestMarkdown } from "../plan/backtest-markdown.ts";
import { backtestText } from "../plan/backtest-text.ts";
import { defaultBacktestDays } from "../plan/plan-backtest.ts";
import { backtestHistory, backtestManifests } from "./backtest-input.ts";
import { exit, type Io, UserError } from "./io.ts";
import type { Finish } from "./main.ts";
import * as read from "./options.ts";
import { styleFor } from "./style.ts";
import { writeFiles } from "./write-files.ts";

interface BacktestCommandOptions {
  readonly plan?: string;
  readonly environment?: string;
  readonly history?: readonly string[];
  readonly at?: number;
  readonly days: number;
  readonly recommender?: readonly string[];
  readonly format: "text" | "json" | "markdown" | "html";
  readonly output?: string;
}

/** `backtest [PATH…]`: what our advice, today's values and the known recommenders would have cost and risked. */
export function addBacktest(program: Command, io: Io, finish: Finish): void {
  program
    .command("backtest")
    .summary("replay the last days: what our advice, today's values and other recommenders would have cost and risked")
    .description(
      "Replay the last days of the usage history: each day our advice, today's values and known recommenders set the values by what was known that morning, and the day's use is held against them.",
    )
    .argument("[path...]", "files, folders or globs that narrow the plan's manifests; - is standard input")
    .option("--plan <file>", "the ResourcePlan; by default the one among the manifests or above them")
    .option("--environment <name>", "replay one of the environments that kustomizations build; by default all")
    .option(
      "--history <file...>",
      "replay this usage history alone, without manifests, as `recommend` would size it: files, globs or the address of a Prometheus server; of a --plan its policy holds",
    )
    .option("--at <time>", "use only samples at or before this time", read.time)
    .option("--days <number>", "how many days to replay", read.days, defaultBacktestDays)
    .addOption(
      new Option("--recommender <name...>", "known recommenders to compare with (default: all)").choices(
        recommenders.map(({ id }) => id),
      ),
    )
    .addOption(
      new Option("--format <format>", "how to print").choices(["text", "json", "markdown", "html"]).default("text"),
    )
    .option("--output <file>", "write to a file instead of standard output")
    .addHelpText("after", examples)
    .action(async (paths: string[], options: BacktestCommandOptions) => {
      const { history, recommender, plan, environment, at, days } = options;
      if (history !== undefined && (paths.length > 0 || environment !== undefined))
        throw new UserError("name manifests (or their --environment) or a --history to replay alone, not both.");
      const asked = recommenders.filter(({ id }) => recommender?.includes(id) ?? true);
      const replay = { at, days, recommenders: asked, plan, environment };
      const { result, complete } =
        history === undefined ? await backtestManifests(io, paths, replay) : await backtestHistory(io, history, replay);
      if ("refused" in result) throw new UserError(result.refused);
      const text = print(result, options, io);
      if (options.output === undefined) io.stdout.write(text);
      else await writeFiles([{ name: options.output, text }], io.cwd);
      finish(complete ? exit.fine : exit.usage);
    });
}

function print(backtest: Backtest, { format, output }: BacktestCommandOptions, io: Io): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(backtestToJson(backtest), null, 2)}\n`;
    case "markdown":
      return backtestMarkdown(backtest);
    case "html":
      return backtestHtml(backtest, randomBytes(12).toString("base64url"));
    case "text":
      return backtestText(backtest, output === undefined ? styleFor(io.stdout, io) : undefined);
  }
}

const examples = `
Examples:
  resource-planner backtest                                       everything in this folder, its last 7 days
  resource-planner backtest deploy/api.yaml --days 14 --recommender vpa krr
  resource-planner backtest --environment production              one overlay of several
  resource-planner backtest --format html --output backtest.html  with charts
  resource-planner backtest --history 'history/*.csv'             without manifests`;
