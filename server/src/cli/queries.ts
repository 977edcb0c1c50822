import { type Command, Option } from "commander";
import {
  defaultLookbackSeconds,
  defaultStepSeconds,
  type PrometheusQuery,
  prometheusQueries,
} from "../history/promql.ts";
import type { HistorySource, ServerQuestions } from "../workload/resource-plan.ts";
import { createSnapshot } from "../workspace/snapshot.ts";
import { askedPlan } from "./governing-plan.ts";
import { exit, type Io, say } from "./io.ts";
import type { Finish } from "./main.ts";
import * as read from "./options.ts";

interface QueriesOptions {
  readonly plan?: string;
  readonly step?: number;
  readonly format: "text" | "json" | "curl";
}

interface Asked {
  readonly url: string;
  readonly step: number;
  readonly lookback: number;
  readonly queries: readonly PrometheusQuery[];
}

/** `queries`: the PromQL that a Prometheus server is asked, to be tried or run by hand where the server is out of reach. */
export function addQueries(program: Command, io: Io, finish: Finish): void {
  program
    .command("queries")
    .summary("print the PromQL that a Prometheus server is asked")
    .description(
      "Print the PromQL that a Prometheus server is asked for usage history: the defaults, or those of a ResourcePlan's servers.",
    )
    .option("--plan <file>", "a ResourcePlan whose servers' queries are printed")
    .option("--step <duration>", "time from one sample to the next (default: the plan's, else 5m)", read.horizon)
    .addOption(
      new Option("--format <format>", "text and json are the queries; curl is a script that saves their answers")
        .choices(["text", "json", "curl"])
        .default("text"),
    )
    .addHelpText("after", examples)
    .action(async (options: QueriesOptions) => {
      const servers = (await serversOf(io, options.plan)).map((source) => askedOf(source, options.step));
      if (options.format === "json") io.stdout.write(`${JSON.stringify({ schemaVersion: 1, servers }, null, 2)}\n`);
      else io.stdout.write(servers.map(options.format === "curl" ? toScript : toText).join("\n"));
      finish(exit.fine);
    });
}

const anyServer: Pick<HistorySource, "location" | "server"> = { location: "http://127.0.0.1:9090" };

async function serversOf(
  io: Io,
  file: string | undefined,
): Promise<readonly Pick<HistorySource, "location" | "server">[]> {
  if (file === undefined) return [anyServer];
  const { resourcePlan, findings } = createSnapshot(await askedPlan(io, file)).inventory;
  for (const finding of findings) say(io, `${finding.file}: ${finding.message}`);
  const servers = resourcePlan.history.filter(({ type }) => type === "prometheus");
  return servers.length > 0 ? servers : [anyServer];
}

function askedOf(
  { location, server = {} }: Pick<HistorySource, "location" | "server">,
  step: number | undefined,
): Asked {
  const questions: ServerQuestions = { ...server, ...(step !== undefined && { stepSeconds: step }) };
  return {
    url: location,
    step: questions.stepSeconds ?? defaultStepSeconds,
    lookback: questions.lookbackSeconds ?? defaultLookbackSeconds,
    queries: prometheusQueries(questions),
  };
}

function toText({ url, queries }: Asked): string {
  return [`# ${url}\n`, ...queries.map(({ name, promql }) => `\n# ${name}\n${promql}\n`)].join("");
}

/** Each day by itself, under the limit of points; a file for each query, which may hold any number of answers. */
function toScript({ url, step, lookback, queries }: Asked): string {
  const days = Math.ceil(lookback / 86_400);
  const asks = queries.map(
    ({ name, promql }) => `ask ${quoted(name.replace("/", "_"))} ${quoted(labeled(name, promql))}`,
  );
  return `#!/bin/sh
# Saves ${days} days of usage history from ${url} below history/, to be named as \`- file: "history/*.json"\`.
set -eu
mkdir -p history
today=$(($(date +%s) / 86400 * 86400))
ask() {
  : > "history/$1.json"
  for back in $(seq ${days} -1 0); do
    start=$((today - back * 86400))
    curl -fsS ${quoted(`${url.replace(/\/+$/, "")}/api/v1/query_range`)} \\
      --data-urlencode "query=$2" -d start=$start -d end=$((start + 86400 - ${step})) -d step=${step} >> "history/$1.json"
  done
}
${asks.join("\n")}
`;
}

/** The answers themselves say what they are of. */
function labeled(name: string, promql: string): string {
  const resource = `label_replace(${promql}, "resource", "${name.replace(/_max$/, "")}", "", "")`;
  return name.endsWith("_max") ? `label_replace(${resource}, "statistic", "max", "", "")` : resource;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const examples = `
Examples:
  resource-planner queries
  resource-planner queries --plan resource-plan.yaml --step 1m
  resource-planner queries --format curl > save-history.sh`;
