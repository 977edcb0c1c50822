import type { Configuration, RuleSetting } from "../configuration/configuration.ts";
import type { ManifestDocument, SourceFile } from "../document/document.ts";
import type { Finding, Fix, RelatedPlace, Severity, TextEdit } from "../document/finding.ts";
import type { Path, Span } from "../document/span.ts";
import type { Inventory } from "../workload/inventory.ts";
import type { Workload } from "../workload/workload.ts";
import type { Advice } from "./advice.ts";

/** One thing that can be wrong with a document: how it is found, explained and mended. */
export interface Rule {
  /** `group/kebab-name`, stable. */
  readonly code: string;
  /** Of most of its findings; a finding may be graver or milder where the rule says so. */
  readonly severity: Severity;
  /** What the rule is about, in one line for lists. */
  readonly summary: string;
  /** Set for a rule that is silent unless a configuration turns it on. */
  readonly off?: true;
  /** What may be configured, with the values that hold where nothing is. */
  readonly parameters?: RuleSetting["parameters"];
  readonly find: (context: RuleContext) => Iterable<Finding>;
}

/** What a rule looks at: one document, what all documents together mean, and what the last plan advises. */
export interface RuleContext {
  readonly document: ManifestDocument;
  readonly inventory: Inventory;
  /** The workload that the document describes. */
  readonly workload: Workload | undefined;
  /** Undefined before the first plan: rules about planning are silent then. */
  readonly advice: Advice | undefined;
  /** The text of a file, for fixes; where it is unknown, findings come without a fix. */
  readonly sourceOf: (file: string) => SourceFile | undefined;
  readonly configuration: Configuration;
  /** Makes the edits of changes to objects that stand in no file of their own, as what Kustomize builds does not. */
  readonly write?: (changes: readonly Change[]) => readonly TextEdit[] | undefined;
}

/** A scalar to be written into a document. */
export interface Change {
  readonly document: ManifestDocument;
  readonly path: Path;
  readonly scalar: string;
}

/** What a rule is set to, by its code or by its group; its code's setting counts where both are there. */
export function settingOf({ rules }: Configuration, code: string): RuleSetting | undefined {
  return rules.get(code) ?? rules.get(`${code.split("/")[0]}/*`);
}

/** Whether a rule speaks at all: one that is off by itself has to be turned on by its code or group, with or without a severity. */
export function isOn(configuration: Configuration, { code, off }: Pick<Rule, "code" | "off">): boolean {
  const setting = settingOf(configuration, code);
  if (setting?.severity === "off") return false;
  return off === undefined || setting !== undefined;
}

/** A rule's parameter: the configured value where it has the default's type, else the default. */
export function parameterOf(
  { configuration }: Pick<RuleContext, "configuration">,
  { code, parameters }: Pick<Rule, "code" | "parameters">,
  name: string,
): RuleSetting["parameters"][string] | undefined {
  const fallback = parameters?.[name];
  const value = settingOf(configuration, code)?.parameters[name];
  const isOfType = typeof value === typeof fallback && Array.isArray(value) === Array.isArray(fallback);
  return isOfType ? value : fallback;
}

/** A context in which there is a plan to compare the workload with. */
export interface PlannedContext extends RuleContext {
  readonly workload: Workload;
  readonly advice: Advice;
}

/** Whether the document in hand describes a workload and there is a plan. */
export function isPlanned(context: RuleContext): context is PlannedContext {
  return context.workload !== undefined && context.advice !== undefined;
}

/** Where a finding stands and what it carries beyond its message. */
export interface FindingPlace {
  readonly span: Span;
  readonly container?: string | undefined;
  readonly severity?: Severity;
  readonly fix?: Fix | undefined;
  readonly related?: readonly RelatedPlace[];
}

/** A finding of `rule` about the document in hand. */
export function findingAt(
  context: RuleContext,
  rule: Pick<Rule, "code" | "severity">,
  place: FindingPlace,
  message: string,
): Finding {
  return {
    code: rule.code,
    severity: place.severity ?? rule.severity,
    message,
    file: context.document.file,
    span: place.span,
    ...(context.workload === undefined ? {} : { workload: context.workload.id }),
    ...(place.container === undefined ? {} : { container: place.container }),
    ...(place.fix === undefined ? {} : { fix: place.fix }),
    ...(place.related === undefined ? {} : { related: place.related }),
  };
}
