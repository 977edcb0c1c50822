import { Command, CommanderError } from "commander";
import { addBacktest } from "./backtest.ts";
import { addCheck } from "./check.ts";
import { addForecast } from "./forecast.ts";
import { addInit } from "./init.ts";
import { exit, type Io, say, UserError } from "./io.ts";
import { addLsp } from "./lsp.ts";
import { addPlan } from "./plan.ts";
import { addQueries } from "./queries.ts";
import { addRecommend } from "./recommend.ts";
import { addSchema } from "./schema.ts";
import { version } from "./version.ts";

/** Takes a command's exit code. */
export type Finish = (code: number) => void;

/** As the process gives it: the working directory may be gone. */
type ProcessIo = Omit<Io, "cwd" | "respectGitignore"> & { readonly cwd: string | undefined };

/**
 * The command line. Never throws.
 * @returns the exit code: 0 fine, 1 findings at or above `--fail-on`, 2 usage or unreadable input.
 */
export async function run(argv: readonly string[], { cwd, ...streams }: ProcessIo): Promise<number> {
  const io = { ...streams, cwd: cwd ?? "", respectGitignore: true };
  let code: number = exit.fine;
  try {
    if (cwd === undefined) throw new UserError("the working directory is gone. Change to one that exists.");
    const program = commands(io, (result) => {
      code = result;
    });
    program.hook("preAction", () => {
      io.respectGitignore = program.opts<{ readonly ignore: boolean }>().ignore;
    });
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.fine : exit.usage;
    say(io, error instanceof UserError ? error.message : unexpected(error, io));
    return exit.usage;
  }
}

/** The stack is of use to those who mend it, not to those who see it. */
function unexpected(error: unknown, { environment }: Io): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const details = environment[debugVariable] === undefined ? "" : `\n${stack}`;
  return `a mistake of resource-planner itself: ${message}. Please report it, with what ${debugVariable}=1 adds.${details}`;
}

const debugVariable = "RESOURCE_PLANNER_DEBUG";

function commands(io: Io, finish: Finish): Command {
  const program = new Command("resource-planner")
    .description("Checks deployment YAML, sizes it from usage history and plans it onto node pools.")
    .version(version)
    .option("--no-ignore", "look for manifests in what git ignores, too")
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError("(add --help to see what can be asked)")
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
    })
    .addHelpText("after", afterHelp);
  for (const add of [addInit, addCheck, addPlan, addForecast, addRecommend, addBacktest, addQueries, addSchema, addLsp])
    add(program, io, finish);
  return program;
}

const afterHelp = `
Exit status: 0 fine, 1 findings at or above --fail-on, 2 wrong usage or unreadable input.

Start in the folder of your manifests:
  resource-planner check                  what is wrong, and what usage history says about the values
  resource-planner init                   writes a first ResourcePlan: history, policy, node pools
  resource-planner plan                   sizes everything and places it onto the pools
  resource-planner backtest               what today's values, ours and others' would have cost and risked
  resource-planner plan --diff            what the plan would write; --apply writes it`;
