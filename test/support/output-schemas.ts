import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

const folder = path.join(import.meta.dirname, "../../schemas/output");
const names = ["check", "forecast", "recommend", "plan", "backtest"] as const;

/** Commands whose JSON output has a schema. */
export type OutputName = (typeof names)[number];

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false, strictRequired: false });
for (const name of names) {
  const file = `${name}.schema.json`;
  ajv.addSchema(JSON.parse(readFileSync(path.join(folder, file), "utf8")), file);
}

/** What a command's JSON output breaks of its schema, a line for each; none where it holds. */
export function outputProblems(name: OutputName, output: unknown): readonly string[] {
  const validate = ajv.getSchema(`${name}.schema.json`) as ValidateFunction;
  return validate(output) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
