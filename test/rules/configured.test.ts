import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultConfiguration, type RuleSetting } from "../../server/src/configuration/configuration.ts";
import { equivalents } from "../../server/src/rules/equivalents.ts";
import { isOn, parameterOf } from "../../server/src/rules/rule.ts";

function configured(rules: Readonly<Record<string, Partial<RuleSetting>>>): typeof defaultConfiguration {
  const settings = Object.entries(rules).map(
    ([code, setting]) => [code, { severity: undefined, parameters: {}, ...setting }] as const,
  );
  return { ...defaultConfiguration, rules: new Map(settings) };
}

test("a rule is on unless it is off by itself or by its code or group", () => {
  const rule = { code: "replicas/unset" };
  const quiet = { code: "replicas/unset", off: true } as const;
  const cases = [
    [{}, true, false],
    [{ "replicas/unset": {} }, true, true],
    [{ "replicas/unset": { severity: "off" } }, false, false],
    [{ "replicas/*": { severity: "warning" } }, true, true],
    [{ "replicas/*": { severity: "off" }, "replicas/unset": { severity: "hint" } }, true, true],
  ] as const;
  for (const [settings, loud, silent] of cases) {
    const configuration = configured(settings);
    assert.deepEqual([isOn(configuration, rule), isOn(configuration, quiet)], [loud, silent], JSON.stringify(settings));
  }
});

test("a parameter is the configured value where that has the default's type", () => {
  const rule = { code: "replicas/too-few", parameters: { minimum: 2, names: ["a"] } } as const;
  const of = (minimum: string | number, name = "minimum") =>
    parameterOf({ configuration: configured({ [rule.code]: { parameters: { minimum } } }) }, rule, name);
  assert.equal(of(5), 5);
  assert.equal(of("five"), 2);
  assert.deepEqual(of(5, "names"), ["a"]);
  assert.equal(parameterOf({ configuration: defaultConfiguration }, rule, "minimum"), 2);
});

test("each rule stands once in the table of other tools' ids, which say something", () => {
  const codes = equivalents.map(({ code }) => code);
  assert.deepEqual([...new Set(codes)], codes);
  for (const { code, ...tools } of equivalents) assert.ok(Object.values(tools).flat().length > 0, code);
});
