import { type Command, Option } from "commander";
import { nearest } from "../document/nearest.ts";
import { kinds, schemaJson } from "../schema/schemas.ts";
import { exit, type Io, UserError } from "./io.ts";
import type { Finish } from "./main.ts";

/** `schema [KIND]`: the bundled JSON Schemas. */
export function addSchema(program: Command, io: Io, finish: Finish): void {
  program
    .command("schema")
    .summary("print the JSON Schema of a kind")
    .description("Print the JSON Schema of a kind; without a kind, the kinds that are known.")
    .argument("[kind]", "Deployment, InferenceService, ResourcePlan, autoscaling/v1/HorizontalPodAutoscaler, …")
    .addOption(
      new Option("--format <format>", "text is indented; json is one line").choices(["text", "json"]).default("text"),
    )
    .addHelpText("after", examples)
    .action((kind: string | undefined, { format }: { format: string }) => {
      io.stdout.write(kind === undefined ? list(format) : schema(kind, format));
      finish(exit.fine);
    });
}

function list(format: string): string {
  if (format === "json") return `${JSON.stringify({ schemaVersion: 1, kinds: kinds() })}\n`;
  return kinds()
    .map(({ apiVersion, kind }) => `${kind} (${apiVersion})\n`)
    .join("");
}

function schema(asked: string, format: string): string {
  const name = asked.toLowerCase();
  const known = kinds().find(
    ({ apiVersion, kind }) => kind.toLowerCase() === name || `${apiVersion}/${kind}`.toLowerCase() === name,
  );
  if (known === undefined) throw unknownKind(asked);
  const json = schemaJson(`${known.apiVersion}/${known.kind}`);
  return `${JSON.stringify(json, null, format === "json" ? undefined : 2)}\n`;
}

function unknownKind(asked: string): UserError {
  const near = nearest(
    asked.slice(asked.lastIndexOf("/") + 1),
    kinds().map(({ kind }) => kind),
  );
  const hint =
    near === undefined ? 'Run "resource-planner schema" for the kinds that are known.' : `Did you mean ${near}?`;
  return new UserError(`there is no schema of ${asked}. ${hint}`);
}

const examples = `
Examples:
  resource-planner schema
  resource-planner schema ResourcePlan > resource-plan.schema.json`;
