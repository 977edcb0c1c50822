import process from "node:process";
import { parentPort } from "node:worker_threads";
import { serveChecks } from "../node/check-thread.ts";
import { run } from "./main.ts";

/** The program as a process or as a thread of one; `file` is what further threads of it run. */
export function start(file: string): void {
  for (const stream of [process.stdout, process.stderr]) {
    // A reader that has seen enough (`| head`) is no mistake; what is left to do, such as writing files, is done.
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
  // A large check starts this program on further threads.
  if (parentPort !== null) serveChecks(parentPort);
  // The bundle is CommonJS, which has no `await` at the top.
  else
    void run(process.argv.slice(2), {
      cwd: workingDirectory(),
      program: file,
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
