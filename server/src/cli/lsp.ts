import process from "node:process";
import type { Command } from "commander";
import type { Io } from "./io.ts";

/** `lsp --stdio`: the language server, for any editor. It ends when the editor ends the connection. */
export function addLsp(program: Command, _io: Io): void {
  program
    .command("lsp")
    .summary("run the language server")
    .description("Run the language server, for any editor that speaks the Language Server Protocol.")
    .option("--stdio", "talk over standard input and output (the default)")
    .option("--socket <port>", "connect to the editor at this port of the loopback interface")
    .option("--pipe <name>", "connect to the editor at this pipe or socket file")
    .option("--node-ipc", "talk over the channel of a Node parent process")
    // Editors add arguments of their own, such as --clientProcessId.
    .allowUnknownOption()
    .allowExcessArguments()
    .addHelpText("after", example)
    .action(async () => {
      // The server reads its transport from the process's own arguments.
      if (!process.argv.some((argument) => /^--(stdio|socket|node-ipc|pipe)/.test(argument)))
        process.argv.push("--stdio");
      await import("../node/main.ts");
      await new Promise(() => {});
    });
}

const example = `
Example (Neovim):
  vim.lsp.config("resource-planner", { cmd = { "resource-planner", "lsp", "--stdio" }, filetypes = { "yaml" } })`;
