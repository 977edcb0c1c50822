import { type Configuration, defaultConfiguration } from "../../server/src/configuration/configuration.ts";
import type { SourceFile } from "../../server/src/document/document.ts";
import { applyEdits } from "../../server/src/document/edit.ts";
import type { Finding, TextEdit } from "../../server/src/document/finding.ts";
import { parseFile } from "../../server/src/document/parse.ts";
import type { Advice } from "../../server/src/rules/advice.ts";
import { checkDocument, rules } from "../../server/src/rules/rules.ts";
import type { Inventory } from "../../server/src/workload/inventory.ts";
import { readInventory } from "../../server/src/workload/read.ts";
import { checkFindings } from "../support/check.ts";
import { dedent, extractFiles } from "../support/fixture.ts";

/** The files of a fixture, read: one `test.yaml`, or several that begin with `#- path`. */
export interface Manifests {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly inventory: Inventory;
}

export function manifestsOf(fixture: string | ReadonlyMap<string, string>): Manifests {
  const text = typeof fixture === "string" ? dedent(fixture) : "";
  const one = new Map([["test.yaml", text]]);
  const texts = typeof fixture !== "string" ? fixture : text.startsWith("#- ") ? extractFiles(text) : one;
  const files = new Map([...texts].map(([file, content]) => [file, parseFile(file, content)]));
  return { files, inventory: readInventory([...files.values()]) };
}

/** Fixtures show one thing each, and leave out what every container should have: their own examples show those rules. */
const off = { severity: "off", parameters: {} } as const;
const lean: Configuration = {
  ...defaultConfiguration,
  rules: new Map([
    ["resources/cpu-request-missing", off],
    ["resources/memory-request-missing", off],
    ["resources/memory-limit-missing", off],
  ]),
};

export function findingsOfRules(
  { files, inventory }: Manifests,
  advice?: Advice,
  configuration: Configuration = lean,
): readonly Finding[] {
  const context = { inventory, advice, configuration, sourceOf: (file: string) => files.get(file) };
  return [...files.values()].flatMap(({ documents }) =>
    documents.flatMap((document) => checkDocument(document, context)),
  );
}

/** Compares what the rules find in each file with the marks in it. */
export function checkRules(fixture: string, adviceOf?: (inventory: Inventory) => Advice): void {
  const manifests = manifestsOf(fixture);
  const findings = findingsOfRules(manifests, adviceOf?.(manifests.inventory));
  for (const { file, text } of manifests.files.values()) {
    checkFindings(
      text,
      findings.filter((finding) => finding.file === file),
    );
  }
}

/** The texts of all files after the fix of the finding with this code. */
export function fixed(fixture: string, code: string, adviceOf?: (inventory: Inventory) => Advice): string {
  const manifests = manifestsOf(fixture);
  const findings = findingsOfRules(manifests, adviceOf?.(manifests.inventory));
  const finding = findings.find((each) => each.code === code);
  if (finding?.fix === undefined) throw new Error(`No fix for ${code} among ${findings.map((each) => each.code)}.`);
  return [...edited(manifests, finding.fix.edits).values()].join("");
}

export function edited({ files }: Manifests, edits: readonly TextEdit[]): ReadonlyMap<string, string> {
  return new Map(
    [...files].map(([file, { text }]) => [
      file,
      applyEdits(
        text,
        edits.filter((edit) => edit.file === file),
      ),
    ]),
  );
}

/** Every rule is on. */
export const strict: Configuration = {
  ...defaultConfiguration,
  rules: new Map(rules.map(({ code }) => [code, { severity: undefined, parameters: {} }])),
};
