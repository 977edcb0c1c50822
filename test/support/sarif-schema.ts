import path from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { createGenerator } from "ts-json-schema-generator";

/**
 * The JSON Schema of SARIF 2.1.0 as `@types/sarif` has it. The types are made from the standard's own schema and know
 * each property, its type and whether it must be there; bounds of numbers are tested beside it.
 */
const schema = createGenerator({
  path: path.join(import.meta.dirname, "../../node_modules/@types/sarif/index.d.ts"),
  type: "Log",
  skipTypeCheck: true,
  additionalProperties: false,
  strictTuples: true,
}).createSchema("Log");

/** Written out once, since its type knows absent keywords and that of the validator does not. */
const validate: ValidateFunction = new Ajv({ allErrors: true, allowUnionTypes: true, strict: false }).compile(
  JSON.parse(JSON.stringify(schema)),
);

/** What a SARIF log breaks of its schema, a line for each; none where it holds. */
export function sarifProblems(log: unknown): readonly string[] {
  const problems = validate(log) ? [] : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
  return [...problems, ...regionProblems(log)];
}

/** Lines and columns count from 1, and a region does not end before it begins. */
function regionProblems(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "startLine" in value && !isRegion({ ...value }) ? [`no region: ${JSON.stringify(value)}`] : [];
  return [...own, ...Object.values(value).flatMap(regionProblems)];
}

function isRegion({ startLine, startColumn, endLine, endColumn }: Readonly<Record<string, unknown>>): boolean {
  const numbers = [startLine, startColumn, endLine, endColumn].map(Number);
  if (!numbers.every((number) => Number.isInteger(number) && number >= 1)) return false;
  return Number(startLine) < Number(endLine) || (startLine === endLine && Number(startColumn) <= Number(endColumn));
}
