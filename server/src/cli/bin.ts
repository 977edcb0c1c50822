#!/usr/bin/env node
import process from "node:process";
import { run } from "./main.ts";

// The bundle is CommonJS, which has no `await` at the top.
void run(process.argv.slice(2), {
  cwd: process.cwd(),
  environment: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
}).then((code) => {
  process.exitCode = code;
});
