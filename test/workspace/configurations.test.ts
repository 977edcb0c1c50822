import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import type { Finding } from "../../server/src/document/finding.ts";
import { makeBaseline } from "../../server/src/workspace/baseline.ts";
import { knownCodes } from "../../server/src/workspace/known-codes.ts";
import {
  createSnapshot,
  allFindings as everyFinding,
  findingsOf as everyFindingOf,
  judgmentOf,
  type Snapshot,
} from "../../server/src/workspace/snapshot.ts";
import { dedent, extractFiles } from "../support/fixture.ts";
import { isMeant } from "./sturdy.ts";

const pod = `
  apiVersion: v1
  kind: Pod
  metadata: { name: web }
  spec: { containers: [{ name: web, image: web, resources: { requests: { memory: 128m, cpu: 3x } } }] }
`;

function allFindings(snapshot: Snapshot): readonly Finding[] {
  return everyFinding(snapshot).filter(isMeant);
}

function findingsOf(snapshot: Snapshot, file: string): readonly Finding[] {
  return everyFindingOf(snapshot, file).filter(isMeant);
}

function found(fixture: string, root = ""): readonly string[] {
  const files = [...extractFiles(dedent(fixture))].map(([file, text]) => [root + file, text] as const);
  return inShort(allFindings(createSnapshot(new Map(files))), root);
}

function inShort(findings: readonly Finding[], root = ""): readonly string[] {
  return findings.map(({ file, severity, code }) => `${file.slice(root.length)} ${severity} ${code}`);
}

describe("severities", () => {
  const plain = ["a/web.yaml warning quantity/milli-memory", "a/web.yaml error quantity/invalid"];
  const cases: readonly (readonly [configuration: string, expected: readonly string[]])[] = [
    ["", plain],
    ["rules: { quantity/invalid: off }", ["a/web.yaml warning quantity/milli-memory"]],
    ["rules: { quantity/*: off }", []],
    ["rules: { quantity/*: off, quantity/invalid: hint }", ["a/web.yaml hint quantity/invalid"]],
    [
      "rules: { quantity/milli-memory: { severity: error } }",
      ["a/web.yaml error quantity/milli-memory", ...plain.slice(1)],
    ],
  ];
  for (const [configuration, expected] of cases) {
    for (const root of ["", "file:///home/a%20b/"]) {
      test(`${configuration} ${root}`, () => {
        const fixture = `
  #- .resource-planner.yaml
  ${configuration}
  #- a/web.yaml${pod}`;
        assert.deepEqual(found(fixture, root), expected);
      });
    }
  }
});

describe("folders", () => {
  test("an inner configuration is laid over an outer one, and says nothing of files beside its folder", () => {
    const fixture = `
  #- .resource-planner.yaml
  rules: { quantity/milli-memory: hint, quantity/invalid: information }
  #- a/.resource-planner.yaml
  rules: { quantity/invalid: off }
  #- a/web.yaml${pod}
  #- ab/web.yaml${pod.replaceAll("web", "ab")}
  #- a/b/.resource-planner.yaml
  rules: { quantity/*: error }
  #- a/b/web.yaml${pod.replaceAll("web", "api")}`;
    assert.deepEqual(found(fixture), [
      "a/web.yaml hint quantity/milli-memory",
      "ab/web.yaml hint quantity/milli-memory",
      "ab/web.yaml information quantity/invalid",
      "a/b/web.yaml error quantity/milli-memory",
      "a/b/web.yaml error quantity/invalid",
    ]);
  });

  test("a configuration above the working directory holds in it", () => {
    const texts = new Map([
      ["../.resource-planner.yaml", "ignore: [app/old/*]\nrules: { quantity/milli-memory: off }\n"],
      ["web.yaml", dedent(pod)],
      ["old/web.yaml", dedent(pod)],
      ["../other/web.yaml", dedent(pod.replaceAll("web", "other"))],
    ]);
    const findings = allFindings(createSnapshot(texts, undefined, "/srv/app/"));
    assert.deepEqual(inShort(findings), [
      "web.yaml error quantity/invalid",
      "../other/web.yaml error quantity/invalid",
    ]);
  });
});

describe("ignored files", () => {
  const fixture = `
  #- .resource-planner.yaml
  ignore: ["a b/*.yaml"]
  #- a b/web.yaml${pod}
  #- c/web.yaml${pod}`;
  for (const root of ["", "file:///x/"]) {
    test(`are neither judged nor planned: ${root}`, () => {
      const files = [...extractFiles(dedent(fixture))].map(
        ([file, text]) => [root + encoded(file, root), text] as const,
      );
      const snapshot = createSnapshot(new Map(files));
      assert.deepEqual([...new Set(allFindings(snapshot).map(({ file }) => file))], [`${root}c/web.yaml`]);
      assert.deepEqual(
        snapshot.inventory.workloads.map(({ document }) => document.file),
        [`${root}c/web.yaml`],
      );
    });
  }
});

function encoded(file: string, root: string): string {
  return root === "" ? file : encodeURI(file);
}

test("a change of the configuration takes effect at once, and other files are not read again", () => {
  const texts = new Map([
    ["a.yaml", dedent(pod)],
    [".resource-planner.yaml", "rules: {}\n"],
  ]);
  const before = createSnapshot(texts);
  assert.equal(findingsOf(before, "a.yaml").length, 2);
  const after = createSnapshot(new Map([...texts, [".resource-planner.yaml", "rules: { quantity/*: off }\n"]]), before);
  assert.equal(findingsOf(after, "a.yaml").length, 0);
  assert.equal(after.files.get("a.yaml"), before.files.get("a.yaml"));
  const edited = createSnapshot(new Map([...texts, ["a.yaml", `${dedent(pod)}# more\n`]]), before);
  assert.equal(edited.configurations, before.configurations);
});

describe("what is wrong with a configuration", () => {
  test("is found in it, rules by the names that there are", () => {
    const fixture = `
  #- a/.resource-planner.yaml
  rules: { quantity/invalld: off }
  kubernetesVersion: newest`;
    assert.deepEqual(found(fixture), [
      "a/.resource-planner.yaml warning configuration/unknown-rule",
      "a/.resource-planner.yaml error configuration/invalid-value",
    ]);
  });

  test("a baseline that is not there, or is none", () => {
    const fixture = `
  #- a/.resource-planner.yaml
  baseline: gone.json
  #- b/.resource-planner.yaml
  baseline: ../web.json
  #- web.json
  {}`;
    const expected = "error configuration/missing-baseline";
    assert.deepEqual(found(fixture), [`a/.resource-planner.yaml ${expected}`, `b/.resource-planner.yaml ${expected}`]);
  });
});

describe("a baseline", () => {
  function baselineOf(texts: ReadonlyMap<string, string>, file: string): string {
    const snapshot = createSnapshot(texts);
    return JSON.stringify(makeBaseline(file, allFindings(snapshot), (name) => snapshot.files.get(name)));
  }

  for (const root of ["", "file:///x/"]) {
    test(`takes out what is known wherever it has moved to, and no more: ${root}`, () => {
      const texts = new Map([[`${root}a/web.yaml`, dedent(pod)]]);
      const withBaseline = new Map([
        ...texts,
        [`${root}.resource-planner.yaml`, "baseline: known/list.json\n"],
        [`${root}known/list.json`, baselineOf(texts, `${root}known/list.json`)],
      ]);
      const same = createSnapshot(withBaseline);
      assert.deepEqual(allFindings(same), []);
      assert.deepEqual(
        judgmentOf(same, `${root}a/web.yaml`).suppressed.map(({ finding, by }) => [finding.code, by]),
        [
          ["quantity/milli-memory", "baseline"],
          ["quantity/invalid", "baseline"],
        ],
      );
      const moved = `# a comment\n\n${dedent(pod)}---${dedent(pod).replace("web", "api")}`.replace("---", "---\n");
      const later = createSnapshot(new Map([...withBaseline, [`${root}a/web.yaml`, moved]]));
      assert.deepEqual(
        allFindings(later).map(({ workload, code }) => `${workload} ${code}`),
        ["Pod/default/api quantity/milli-memory", "Pod/default/api quantity/invalid"],
      );
    });
  }

  test("names places as people do, and counts what is there more than once", () => {
    const text = `${dedent(pod)}---\n${dedent(pod)}`;
    const { findings } = JSON.parse(baselineOf(new Map([["a.yaml", text]]), "known.json"));
    const place = { file: "a.yaml", object: "Pod/default/web", path: "spec.containers[web].resources.requests" };
    assert.deepEqual(
      findings.filter(({ code }: Finding) => code === "quantity/invalid"),
      [{ ...place, path: `${place.path}.cpu`, code: "quantity/invalid", count: 2 }],
    );
  });
});

test("every code that the sources report can be configured", () => {
  const folder = path.join(import.meta.dirname, "../../server/src");
  const groups = [...new Set(knownCodes.map((code) => code.split("/")[0]))].join("|");
  const written = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.startsWith("rules"))
    .flatMap((file) => codesIn(readFileSync(path.join(folder, file), "utf8"), groups));
  assert.deepEqual(
    written.filter((code) => !knownCodes.includes(code)),
    [],
  );
});

function codesIn(text: string, groups: string): readonly string[] {
  const whole = [...text.matchAll(new RegExp(`code: "((?:${groups})/[a-z-]+)"|code = "((?:${groups})/[a-z-]+)"`, "g"))];
  const ofSchema = [...text.matchAll(/schemaFinding\(\s*document,\s*"([a-z-]+)"/g)].map(([, code]) => `schema/${code}`);
  return [...whole.map(([, a, b]) => a ?? b ?? ""), ...ofSchema];
}
