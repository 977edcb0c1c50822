import type { Command } from "commander";
import type { Io } from "./io.ts";

/** `lsp --stdio`: the language server, for any editor. It ends when the editor ends the connection. */
export function addLsp(program: Command, _io: Io): void {
  program
    .command("lsp")
    .description("Run the language server")
    .option("--stdio", "talk over standard input and output (the default)")
    .option("--socket <port>", "connect to the editor at this port of the loopback interface")
    .option("--node-ipc", "talk over the channel of a Node parent process")
    .action(async () => {
      // The server reads its transport from the process's own arguments.
      if (!process.argv.some((argument) => /^--(stdio|socket|node-ipc|pipe)/.test(argument)))
        process.argv.push("--stdio");
      await import("../node/main.ts");
      await new Promise(() => {});
    });
}
