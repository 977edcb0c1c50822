import process from "node:process";
import { run } from "./main.ts";

/** The command line as a process of its own. */
export function start(): void {
  for (const stream of [process.stdout, process.stderr]) {
    // A reader that has seen enough (`| head`) is no mistake; what is left to do, such as writing files, is done.
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  void run(process.argv.slice(2), {
    cwd: workingDirectory(),
    environment: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
  }).then((code) => {
    process.exitCode = code;
  });
}

/** Undefined where it was deleted under the shell that stands in it. */
function workingDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}
