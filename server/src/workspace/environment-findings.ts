import type { SourceFile } from "../document/document.ts";
import type { Finding, Fix } from "../document/finding.ts";
import { type CheckContext, checkDocument } from "../rules/rules.ts";
import { listed } from "../rules/wording.ts";
import type { ValidationOptions } from "../schema/validate.ts";
import { type Environment, findingAtOrigin } from "./environment.ts";
import type { Environments } from "./environments.ts";
import { schemaFindings } from "./schema-findings.ts";

/** What an environment's objects are judged by, beside what they mean together. */
export type EnvironmentContext = Pick<CheckContext, "advice" | "sourceOf" | "configuration" | "write"> &
  Omit<ValidationOptions, "isPart">;

/**
 * What is found about the objects of environments, at the text that people write, by its file. What several
 * environments have at one place is one finding, whose fix mends each of them, but for what their plans advise; where
 * they do not have it alike, it says which have what.
 */
export function environmentFindings(
  { list }: Environments,
  contextOf: (environment: Environment) => EnvironmentContext,
): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Shared>();
  for (const environment of list) {
    for (const finding of findingsIn(environment, contextOf(environment))) {
      const shared: Shared = found.get(keyOf(finding)) ?? { finding, said: new Map(), fixes: [] };
      found.set(keyOf(finding), shared);
      shared.fixes.push(finding.fix);
      const names = shared.said.get(finding.message) ?? new Set();
      shared.said.set(finding.message, names.add(environment.name));
    }
  }
  const files = new Map<string, Finding[]>();
  for (const shared of found.values()) {
    const { fix: _, ...finding } = { ...shared.finding, message: messageOf(shared, list.length) };
    const fix = commonFix(shared.fixes);
    files.set(finding.file, [...(files.get(finding.file) ?? []), fix === undefined ? finding : { ...finding, fix }]);
  }
  return files;
}

interface Shared {
  readonly finding: Finding;
  /** The names of the environments by what is said about them. */
  readonly said: Map<string, Set<string>>;
  /** Of each that has it. */
  readonly fixes: (Fix | undefined)[];
}

/** What the plans advise is one environment's own. */
function keyOf({ code, file, span, container, fix }: Finding): string {
  return JSON.stringify([code, file, span.start, span.end, container, code.startsWith("plan/") ? fix : undefined]);
}

/** The fixes as one, where each environment has the same in its own text. */
function commonFix(fixes: readonly (Fix | undefined)[]): Fix | undefined {
  const [first] = fixes;
  if (first === undefined || !fixes.every((fix) => fix?.title === first.title)) return undefined;
  const edits = fixes.flatMap((fix) => fix?.edits ?? []);
  return { ...first, edits: [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()] };
}

function messageOf({ finding, said }: Shared, all: number): string {
  const isAlike = said.size === 1 && said.get(finding.message)?.size === all;
  if (isAlike || finding.code.startsWith("kustomize/")) return finding.message;
  return [...said].map(([message, names]) => `In ${listed([...names])}: ${message}`).join(" ");
}

function findingsIn(environment: Environment, context: EnvironmentContext): readonly Finding[] {
  const { inventory, source, builds } = environment;
  const governing = inventory.resourcePlan.document;
  const plans = governing === undefined ? [] : [governing];
  const found = [
    ...source.documents.flatMap((document) => schemaFindings(document, { ...context, isPart: false })),
    ...[...source.documents, ...plans].flatMap((document) => checkDocument(document, { ...context, inventory })),
    ...inventory.findings,
  ];
  return [...builds.flatMap(({ findings }) => findings), ...found.map((each) => findingAtOrigin(environment, each))];
}

/** The findings of a file with what its environments find, each thing once: what the text alone tells goes first. */
export function withEnvironments(
  source: SourceFile,
  own: readonly Finding[],
  found: readonly Finding[],
): readonly Finding[] {
  const known = new Set(own.map(placeOf));
  const isWithin = ({ span }: Finding): boolean => span.end <= source.text.length;
  return [...own, ...found.filter((each) => !known.has(placeOf(each)) && isWithin(each))];
}

function placeOf({ code, span }: Finding): string {
  return `${code} ${span.start} ${span.end}`;
}
