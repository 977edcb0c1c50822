import type { ManifestDocument, MapEntry, SourceFile, ValueNode } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { type Configuration, defaultConfiguration } from "./configuration.ts";
import { type KnownRules, readRules } from "./read-rules.ts";
import { type Report, reportOn } from "./report.ts";

/** What a configuration's file says, and what is wrong with it beyond its syntax. */
export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly findings: readonly Finding[];
}

/** The name of the file, in whatever folder. */
export const configurationFileName = ".resource-planner.yaml";

/** Finds configurations in whatever folder: globs leave out names that begin with a dot unless they say so. */
export const configurationGlob: string = `**/${configurationFileName}`;

/** Whether a file is a configuration, by its name. */
export function isConfigurationFile(file: string): boolean {
  return file.endsWith(configurationFileName) && (file === configurationFileName || file.at(nameStart) === "/");
}

const nameStart = -configurationFileName.length - 1;

/** Reads a configuration. What cannot be used is a finding at its place, and counts as not written. */
export function readConfiguration(source: SourceFile, known: KnownRules): ReadConfiguration {
  const [document, ...others] = source.documents.filter(({ root }) => root !== undefined && !isEmpty(root));
  const report = reportOn(source);
  const configuration = document === undefined ? defaultConfiguration : read(document, known, report);
  for (const { span } of others) report.invalid(span, "A configuration is one document; this one is not read.");
  return { configuration, findings: report.findings };
}

function read({ root, span }: ManifestDocument, known: KnownRules, report: Report): Configuration {
  if (root?.type !== "map") {
    report.invalid(root?.span ?? span, `A configuration is a map with ${settingNames.join(", ")}.`);
    return defaultConfiguration;
  }
  for (const entry of root.entries) if (!settingNames.includes(entry.key)) reportUnknown(entry, report);
  const value = (name: string): ValueNode | undefined => root.entries.find(({ key }) => key === name)?.value;
  const rules = value("rules");
  return {
    rules: rules === undefined ? new Map() : readRules(rules, known, report),
    ignore: readIgnore(value("ignore"), report),
    kubernetesVersion: readVersion(value("kubernetesVersion"), report),
    baseline: readBaseline(value("baseline"), report),
  };
}

const settingNames: readonly string[] = ["rules", "ignore", "kubernetesVersion", "baseline"];

function reportUnknown({ key, keySpan }: MapEntry, report: Report): void {
  report.unknown({
    code: "configuration/unknown-setting",
    severity: "error",
    span: keySpan,
    name: key,
    problem: `A configuration has no ${key}`,
    known: settingNames,
    otherwise: `It has ${settingNames.join(", ")}.`,
  });
}

function readIgnore(node: ValueNode | undefined, report: Report): readonly string[] {
  if (node === undefined || isEmpty(node)) return [];
  if (node.type !== "sequence") {
    report.invalid(node.span, "ignore must be a list of globs.");
    return [];
  }
  return node.items.flatMap(({ value }) => {
    const glob = value.type === "scalar" && typeof value.value === "string" ? value.value : "";
    if (glob !== "") return [glob];
    report.invalid(value.span, "A glob is a text such as charts/**/*.yaml.");
    return [];
  });
}

/** `1.30` is a number to YAML; its last zero counts all the same. */
function readVersion(node: ValueNode | undefined, report: Report): string | undefined {
  if (node === undefined || isEmpty(node)) return undefined;
  const minor = node.type === "scalar" ? /^v?(1\.\d{1,2})(?:\.\d+)?$/.exec(node.source)?.[1] : undefined;
  if (minor === undefined) report.invalid(node.span, 'kubernetesVersion must be a minor version such as "1.34".');
  return minor;
}

function readBaseline(node: ValueNode | undefined, report: Report): string | undefined {
  if (node === undefined || isEmpty(node)) return undefined;
  if (node.type === "scalar" && typeof node.value === "string" && node.value !== "") return node.value;
  report.invalid(node.span, "baseline must be the name of a file, relative to this one.");
  return undefined;
}

function isEmpty(node: ValueNode): boolean {
  return node.type === "scalar" && node.value === null;
}
