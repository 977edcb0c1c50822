import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { rules } from "../../server/src/rules/rules.ts";
import { checkFindings } from "../support/check.ts";
import { edited, findingsOfRules, manifestsOf } from "./check-rules.ts";
import { configurationOf, readExample, withoutMarks } from "./example.ts";

const folder = path.join(import.meta.dirname, "examples");

for (const { code } of rules.filter((rule) => !rule.code.startsWith("plan/"))) {
  test(`${code} is as its example shows`, () => {
    const file = path.join(folder, `${code}.yaml`);
    assert.ok(existsSync(file), "there is an example");
    const example = readExample(readFileSync(file, "utf8"));
    const configuration = configurationOf(code, example);
    const findingsIn = (text: string) =>
      findingsOfRules(manifestsOf(new Map([["test.yaml", text]])), undefined, configuration).filter(
        (finding) => finding.code === code,
      );
    checkFindings(example.bad, findingsIn(example.bad));
    assert.notDeepEqual(findingsIn(example.bad), []);
    assert.deepEqual(findingsIn(example.good), []);
    const fixed = allFixed(withoutMarks(example.bad), (text) => findingsIn(text));
    assert.equal(fixed, example.fixed);
    const suggested = findingsIn(example.bad).some(({ fix }) => fix?.isSuggestion === true);
    assert.equal(suggested, example.isSuggested);
  });
}

/** The text after each fix, one after the other; undefined where there is none. */
function allFixed(text: string, findingsIn: (text: string) => ReturnType<typeof findingsOfRules>): string | undefined {
  const fix = findingsIn(text).find((finding) => finding.fix !== undefined)?.fix;
  if (fix === undefined) return undefined;
  const after = edited(manifestsOf(new Map([["test.yaml", text]])), fix.edits).get("test.yaml") ?? "";
  return allFixed(after, findingsIn) ?? after;
}
