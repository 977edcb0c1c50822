import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Finding } from "../../server/src/document/finding.ts";
import { rules } from "../../server/src/rules/rules.ts";
import { edited, findingsOfRules, manifestsOf } from "./check-rules.ts";
import { configurationOf, readExample, withoutMarks } from "./example.ts";

/**
 * Everything that the rules say of their examples, to be read as a whole when it changes:
 * `node --test --test-update-snapshots test/rules/messages.test.ts` writes it anew.
 */
const snapshot = path.join(import.meta.dirname, "messages.txt");

test("the messages of all rules are the ones that were read and approved", (t) => {
  const lines = rules.flatMap(({ code }) => [...new Set(findingsOf(code).map(asLine))]);
  t.assert.fileSnapshot(lines.join("\n"), snapshot, { serializers: [String] });
});

test("a message is one line of whole sentences, and no longer than people read", () => {
  for (const finding of rules.flatMap(({ code }) => findingsOf(code))) {
    assert.match(finding.message, /^\S.*[.?]$/, finding.code);
    assert.ok(finding.message.length <= 240, `${finding.code} says ${finding.message.length} characters`);
    for (const { message } of finding.related ?? []) assert.match(message, /^\S.*$/);
    if (finding.fix !== undefined) assert.match(finding.fix.title, /^[A-Z].*[^.]$/, "a title is a command");
  }
});

test("what a fix leaves says nothing new about the same rule", () => {
  for (const { code } of rules) {
    for (const { fix } of findingsOf(code).filter((finding) => finding.fix?.isSuggestion === true)) {
      const before = manifestsIn(code);
      const after = manifestsOf(edited(before.manifests, fix?.edits ?? []));
      const left = findingsOfRules(after, undefined, before.configuration).filter((finding) => finding.code === code);
      assert.ok(left.length < findingsOf(code).length, code);
    }
  }
});

function asLine({ code, severity, message, fix }: Finding): string {
  const offered = fix === undefined ? "" : ` [${fix.isSuggestion === true ? "suggests: " : ""}${fix.title}]`;
  return `${code} ${severity}: ${message}${offered}`;
}

function findingsOf(code: string): readonly Finding[] {
  if (code.startsWith("plan/")) return [];
  const { manifests, configuration } = manifestsIn(code);
  return findingsOfRules(manifests, undefined, configuration).filter((finding) => finding.code === code);
}

function manifestsIn(code: string) {
  const file = path.join(import.meta.dirname, "examples", `${code}.yaml`);
  const example = readExample(readFileSync(file, "utf8"));
  const manifests = manifestsOf(new Map([["test.yaml", withoutMarks(example.bad)]]));
  return { manifests, configuration: configurationOf(code, example) };
}
