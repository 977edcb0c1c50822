import type { Command } from "commander";
import { kinds, schemaJson } from "../schema/schemas.ts";
import { exit, type Io, UserError } from "./io.ts";
import type { Finish } from "./main.ts";

/** `schema [KIND]`: the bundled JSON Schemas. */
export function addSchema(program: Command, io: Io, finish: Finish): void {
  program
    .command("schema")
    .description("Print the JSON Schema of a kind; without a kind, the kinds that are known")
    .argument("[kind]", "Deployment, InferenceService, ResourcePlan, …")
    .option("--format <format>", "text (the list of kinds, a schema indented) or json", "text")
    .action((kind: string | undefined, { format }: { format: string }) => {
      io.stdout.write(kind === undefined ? list(format) : schema(kind, format));
      finish(exit.fine);
    });
}

function list(format: string): string {
  if (format === "json") return `${JSON.stringify({ schemaVersion: 1, kinds: kinds() }, null, 2)}\n`;
  return kinds()
    .map(({ apiVersion, kind }) => `${kind} (${apiVersion})\n`)
    .join("");
}

function schema(kind: string, format: string): string {
  const known = kinds().find((entry) => entry.kind.toLowerCase() === kind.toLowerCase());
  if (known === undefined) {
    throw new UserError(
      `There is no schema of kind ${kind}. Run "resource-planner schema" for the kinds that are known.`,
    );
  }
  return `${JSON.stringify(schemaJson(`${known.apiVersion}/${known.kind}`), null, format === "json" ? undefined : 2)}\n`;
}
