import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  isConfigurationFile,
  type ReadConfiguration,
  readConfiguration,
} from "../../server/src/configuration/read-configuration.ts";
import { parseFile } from "../../server/src/document/parse.ts";
import { checkFindings, checkFix } from "../support/check.ts";
import { dedent } from "../support/fixture.ts";

const known = {
  codes: ["resources/limit-below-request", "resources/memory-bounds", "yaml/syntax"],
  parametersOf: (code: string) =>
    code === "resources/memory-bounds" ? { maximum: "64Gi", factor: 2, strict: false, except: ["a"] } : {},
};

function read(text: string): ReadConfiguration {
  return readConfiguration(parseFile(".resource-planner.yaml", text), known);
}

describe("what a configuration says", () => {
  test("everything that can be said", () => {
    const { configuration, findings } = read(
      dedent(`
        rules:
          yaml/syntax: off
          resources/*: information
          resources/memory-bounds: { severity: error, maximum: 32Gi, factor: 1.5, strict: true, except: [db, 7] }
          resources/limit-below-request: {}
        ignore: [charts/**, "vendor/*.yaml"]
        kubernetesVersion: "1.34"
        baseline: .known.json
      `),
    );
    assert.deepEqual(findings, []);
    assert.deepEqual(configuration, {
      rules: new Map([
        ["yaml/syntax", { severity: "off", parameters: {} }],
        ["resources/*", { severity: "information", parameters: {} }],
        [
          "resources/memory-bounds",
          { severity: "error", parameters: { maximum: "32Gi", factor: 1.5, strict: true, except: ["db", "7"] } },
        ],
        ["resources/limit-below-request", { severity: undefined, parameters: {} }],
      ]),
      ignore: ["charts/**", "vendor/*.yaml"],
      kubernetesVersion: "1.34",
      baseline: ".known.json",
    });
  });

  const versions: readonly (readonly [written: string, version: string])[] = [
    ["1.30", "1.30"],
    ["v1.33", "1.33"],
    ['"1.34.2"', "1.34"],
  ];
  for (const [written, version] of versions) {
    test(`the version ${written}`, () => {
      assert.equal(read(`kubernetesVersion: ${written}\n`).configuration.kubernetesVersion, version);
    });
  }

  for (const text of [
    "",
    "# nothing\n",
    "rules:\nignore:\nkubernetesVersion:\nbaseline:\n",
    "rules: { yaml/syntax: }\n",
  ]) {
    test(`nothing: ${JSON.stringify(text)}`, () => {
      const { configuration, findings } = read(text);
      assert.deepEqual(findings, []);
      assert.deepEqual([...configuration.rules], []);
    });
  }
});

describe("what is wrong with it", () => {
  const cases: readonly string[] = [
    `
    rule: {}
    #<^^^^ configuration/unknown-setting: A configuration has no rule. Did you mean rules?
    `,
    `
    somethingElse: {}
    #<^^^^^^^^^^^^^ configuration/unknown-setting: A configuration has no somethingElse. It has rules, ignore
    `,
    `
    rules:
      resources/limit-below-requests: off
    # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ configuration/unknown-rule: There is no rule resources/limit-below-requests. Did you mean resources/limit-below-request?
      resource/*: off
    # ^^^^^^^^^^ configuration/unknown-rule: There is no rule resource/*. Did you mean resources/*?
    `,
    `
    rules:
      yaml/syntax: warn
      #            ^^^^ configuration/invalid-value: warn is no severity. Did you mean warning?
      resources/*: false
      #            ^^^^^ configuration/invalid-value: false is no severity. Did you mean off?
      resources/memory-bounds: { severity: erro }
      #                                    ^^^^ configuration/invalid-value: erro is no severity. Did you mean error?
      resources/limit-below-request: 3
      #                              ^ configuration/invalid-value: 3 is no severity. Write one of off, hint
    `,
    `
    rules:
      yaml/syntax: [off]
      #            ^^^^^ configuration/invalid-value: Write one of off, hint, information, warning, error, or a map
    `,
    `
    rules:
      resources/memory-bounds: { maximun: 3Gi }
      #                          ^^^^^^^ configuration/unknown-setting: resources/memory-bounds has no parameter maximun. Did you mean maximum?
      resources/limit-below-request: { unheardOf: 3 }
      #                                ^^^^^^^^^ configuration/unknown-setting: resources/limit-below-request has no parameter unheardOf. It has severity.
    `,
    `
    rules:
      resources/memory-bounds:
        maximum: 32
        #        ^^ configuration/invalid-value: maximum must be text.
        factor: much
        #       ^^^^ configuration/invalid-value: factor must be a number.
        strict: [true]
        #       ^^^^^^ configuration/invalid-value: strict must be true or false.
        except: db
        #       ^^ configuration/invalid-value: except must be a list of texts.
    `,
    `
    rules: [yaml/syntax]
    #      ^^^^^^^^^^^^^ configuration/invalid-value: rules must be a map
    ignore: charts/**
    #       ^^^^^^^^^ configuration/invalid-value: ignore must be a list of globs.
    kubernetesVersion: latest
    #                  ^^^^^^ configuration/invalid-value: kubernetesVersion must be a minor version
    baseline: 3
    #         ^ configuration/invalid-value: baseline must be the name of a file
    `,
    `
    ignore: [3, a.yaml]
    #        ^ configuration/invalid-value: A glob is a text
    `,
    `
    - rules
    #<^^^^^^^ configuration/invalid-value: A configuration is a map
    `,
  ];
  for (const text of cases) {
    test(text.trim().split("\n").at(-1) ?? "", () => checkFindings(dedent(text), read(dedent(text)).findings));
  }

  test("a second document", () => {
    const { configuration, findings } = read("baseline: a.json\n---\nbaseline: b.json\n");
    assert.equal(configuration.baseline, "a.json");
    assert.deepEqual(
      findings.map(({ message }) => message),
      ["A configuration is one document; this one is not read."],
    );
  });

  test("what is meant is offered, in the quotes that are there", () => {
    const text = "rules:\n  'resource/*': warn\n";
    const { findings } = read(text);
    checkFix(text, findings, "configuration/unknown-rule", "rules:\n  'resources/*': warn\n");
    checkFix(text, findings, "configuration/invalid-value", "rules:\n  'resource/*': warning\n");
  });
});

test("a configuration is known by its name", () => {
  const names = [".resource-planner.yaml", "a/.resource-planner.yaml", "file:///a/.resource-planner.yaml"];
  assert.deepEqual(names.filter(isConfigurationFile), names);
  assert.deepEqual(
    ["a.resource-planner.yaml", ".resource-planner.yml", "resource-planner.yaml"].filter(isConfigurationFile),
    [],
  );
});
