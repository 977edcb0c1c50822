import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { readConfiguration } from "../../server/src/configuration/read-configuration.ts";
import { parseFile } from "../../server/src/document/parse.ts";
import { completion } from "../../server/src/feature/completion.ts";
import { hover } from "../../server/src/feature/hover.ts";
import { positionAt } from "../../server/src/feature/to-lsp.ts";
import { knownRules } from "../../server/src/workspace/known-codes.ts";
import { createSnapshot } from "../../server/src/workspace/snapshot.ts";
import { configurationSchema } from "../../tools/configuration-schema.ts";
import { extractCursor } from "../support/fixture.ts";
import { plainValue } from "../support/plain-value.ts";

const file = path.join(import.meta.dirname, "../../schemas/configuration.schema.json");

test("the schema is what the rules make it", () => {
  assert.equal(readFileSync(file, "utf8"), configurationSchema());
});

describe("the schema admits what is read without a finding", () => {
  const validate = new Ajv2020({ allowUnionTypes: true, strictTypes: false }).compile(
    JSON.parse(configurationSchema()),
  );
  const texts: readonly (readonly [text: string, isFine: boolean])[] = [
    ["rules: { quantity/invalid: off, resources/*: { severity: hint } }\n", true],
    ["rules: { quantity/invalid: loud }\n", false],
    ["rules: { quantity/invalidd: off }\n", false],
    ["rules: { quantity/invalid: { loudness: 3 } }\n", false],
    ["ignore: [a/**]\nkubernetesVersion: '1.34'\nbaseline: a.json\n", true],
    ["ignore: a/**\n", false],
    ["kubernetesVersion: newest\n", false],
    ["rulse: {}\n", false],
  ];
  for (const [text, isFine] of texts) {
    test(text, () => {
      const source = parseFile(".resource-planner.yaml", text);
      const [root] = source.documents.map((document) => document.root);
      assert.ok(root);
      assert.equal(validate(plainValue(root)), isFine);
      assert.equal(readConfiguration(source, knownRules).findings.length === 0, isFine);
    });
  }
});

describe("an editor knows a configuration by its name", () => {
  function at(fixture: string): Parameters<typeof hover> {
    const { text, offset } = extractCursor(fixture);
    const name = "file:///a/.resource-planner.yaml";
    const snapshot = createSnapshot(new Map([[name, text]]));
    return [
      snapshot,
      name,
      positionAt(parseFile(name, text), offset),
      { chart: false, markdown: true, automatic: true },
    ];
  }

  test("hover", () => {
    const text = JSON.stringify(hover(...at("rules:\n  quantity/inv$0alid: off\n")));
    assert.match(text, /quantity\/invalid/);
    assert.match(text, /By default: error/);
    assert.match(text, /`off`, `hint`, `information`/);
  });

  for (const [fixture, label] of [
    ["ru$0\n", "rules"],
    ["rules:\n  quantity/in$0\n", "quantity/invalid"],
    ["rules:\n  quantity/invalid: o$0\n", "off"],
  ] as const) {
    test(`completion of ${label}`, () => {
      const [snapshot, file, position] = at(fixture);
      const { items } = completion(snapshot, file, position, { snippets: false, markdown: true, retriggers: false });
      assert.ok(
        items.some((item) => item.label === label),
        items.map((item) => item.label).join(", "),
      );
    });
  }
});

test("the documentation's examples name what there is", () => {
  const text = readFileSync(path.join(import.meta.dirname, "../../docs/configuration.md"), "utf8");
  const [configuration = "", manifest = ""] = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml]) => yaml ?? "");
  const { findings } = readConfiguration(parseFile(".resource-planner.yaml", configuration), knownRules);
  assert.deepEqual(findings, []);
  const named = [...manifest.matchAll(/[a-z]+\/[a-z-]+(?=[,:])/g)].map(([code]) => code);
  assert.deepEqual(
    named.filter((code) => !knownRules.codes.includes(code) && !code.startsWith("dev/")),
    [],
  );
});
