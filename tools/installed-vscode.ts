/** The VS Code that is installed on this machine, if any. */
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";

/** The command `code` as PATH has it; undefined where there is none. */
export function codeCommand(): string | undefined {
  const name = process.platform === "win32" ? "code.cmd" : "code";
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find(existsSync);
}

/** The program that `code` starts, which a test runner starts itself. */
export function codeProgram(): string | undefined {
  const command = codeCommand();
  if (command === undefined) return undefined;
  const bin = path.dirname(realpathSync(command));
  const places = { darwin: "../../../MacOS/Electron", win32: "../Code.exe" } as Readonly<Record<string, string>>;
  const program = path.join(bin, places[process.platform] ?? "../code");
  return existsSync(program) ? program : undefined;
}
