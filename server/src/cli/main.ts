import { Command, CommanderError } from "commander";
import { addCheck } from "./check.ts";
import { addForecast } from "./forecast.ts";
import { addInit } from "./init.ts";
import { exit, type Io, UserError } from "./io.ts";
import { addLsp } from "./lsp.ts";
import { addPlan } from "./plan.ts";
import { addRecommend } from "./recommend.ts";
import { addSchema } from "./schema.ts";
import { version } from "./version.ts";

/** A command's body: parsed arguments in, exit code out. */
export type Finish = (code: number) => void;

/**
 * The command line.
 * @returns the exit code: 0 fine, 1 findings at or above `--fail-on`, 2 usage or unreadable input.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exit.fine;
  const program = commands(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.fine : exit.usage;
    if (!(error instanceof UserError)) throw error;
    io.stderr.write(`resource-planner: ${error.message}\n`);
    return exit.usage;
  }
}

function commands(io: Io, finish: Finish): Command {
  const program = new Command("resource-planner")
    .description("Checks deployment YAML, sizes it from usage history and plans it onto node pools.")
    .version(version)
    .showHelpAfterError("(--help lists what can be asked)")
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
    })
    .addHelpText(
      "after",
      "\nExit status: 0 fine, 1 findings at or above --fail-on, 2 wrong usage or unreadable input.\n" +
        "Start with: resource-planner init, then resource-planner plan",
    );
  for (const add of [addInit, addCheck, addPlan, addForecast, addRecommend, addSchema, addLsp])
    add(program, io, finish);
  return program;
}
