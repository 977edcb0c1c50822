import path from "node:path";
import process from "node:process";

/** The command line to start: the one that `RESOURCE_PLANNER_CLI` names, as it ships, else the source. */
export const commandLine: string =
  process.env["RESOURCE_PLANNER_CLI"] ?? path.join(import.meta.dirname, "../../server/src/cli/bin.ts");
