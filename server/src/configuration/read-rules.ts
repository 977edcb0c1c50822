import type { MapEntry, ValueNode } from "../document/document.ts";
import type { Severity } from "../document/finding.ts";
import type { RuleSetting } from "./configuration.ts";
import type { Report } from "./report.ts";

/** The rules that there are to be set. */
export interface KnownRules {
  readonly codes: readonly string[];
  /** A rule's parameters with their defaults. */
  readonly parametersOf: (code: string) => RuleSetting["parameters"];
}

/** What may be said of a rule by one word. */
const settings: readonly (Severity | "off")[] = ["off", "hint", "information", "warning", "error"];

/** The settings of rules and groups that can be used; what cannot is reported. */
export function readRules(node: ValueNode, known: KnownRules, report: Report): ReadonlyMap<string, RuleSetting> {
  if (node.type !== "map") {
    if (!isNull(node)) report.invalid(node.span, "rules must be a map from codes to off, a severity or a map.");
    return new Map();
  }
  const groups = [...new Set(known.codes.map(groupOf))];
  const names = [...known.codes, ...groups];
  return new Map(
    node.entries.flatMap((entry) => {
      const { key } = entry;
      if (!names.includes(key)) reportUnknown(entry, names, report);
      const setting = readSetting(entry, parametersAt(key, known), report);
      return setting === undefined ? [] : [[key, setting] as const];
    }),
  );
}

/** `resources/*` of `resources/limit-below-request`. */
function groupOf(code: string): string {
  return `${code.slice(0, code.indexOf("/"))}/*`;
}

function reportUnknown({ key, keySpan }: MapEntry, known: readonly string[], report: Report): void {
  report.unknown({
    code: "configuration/unknown-rule",
    severity: "warning",
    span: keySpan,
    name: key,
    problem: `There is no rule ${key}`,
    known,
  });
}

/** Of a group: the parameters of all its rules. Undefined where the rule is not known, so that nothing is said of them. */
function parametersAt(key: string, { codes, parametersOf }: KnownRules): RuleSetting["parameters"] | undefined {
  const meant = codes.filter((code) => code === key || groupOf(code) === key);
  return meant.length === 0 ? undefined : Object.assign({}, ...meant.map(parametersOf));
}

function readSetting(
  { key, value }: MapEntry,
  parameters: RuleSetting["parameters"] | undefined,
  report: Report,
): RuleSetting | undefined {
  if (isNull(value)) return undefined;
  if (value.type === "map") return readMap(key, value.entries, parameters, report);
  const severity = readSeverity(value, report);
  return severity === undefined ? undefined : { severity, parameters: {} };
}

function readMap(
  code: string,
  entries: readonly MapEntry[],
  parameters: RuleSetting["parameters"] | undefined,
  report: Report,
): RuleSetting {
  const written = entries.find(({ key }) => key === "severity")?.value;
  const severity = written === undefined || isNull(written) ? undefined : readSeverity(written, report);
  const values = entries
    .filter(({ key }) => key !== "severity")
    .flatMap((entry) => {
      const value = readParameter(code, entry, parameters, report);
      return value === undefined ? [] : [[entry.key, value] as const];
    });
  return { severity, parameters: Object.fromEntries(values) };
}

type Parameter = RuleSetting["parameters"][string];

function readParameter(
  rule: string,
  { key, keySpan, value }: MapEntry,
  parameters: RuleSetting["parameters"] | undefined,
  report: Report,
): Parameter | undefined {
  if (isNull(value)) return undefined;
  const preset = parameters?.[key];
  if (parameters !== undefined && preset === undefined) {
    const known = ["severity", ...Object.keys(parameters)];
    const code = "configuration/unknown-setting";
    const problem = `${rule} has no parameter ${key}`;
    const otherwise = `It has ${known.join(", ")}.`;
    report.unknown({ code, severity: "error", span: keySpan, name: key, problem, known, otherwise });
    return undefined;
  }
  const read = parameterOf(value);
  const isUsable = read !== undefined && (preset === undefined || typeOf(read) === typeOf(preset));
  if (isUsable) return read;
  const expected = preset === undefined ? "text, a number, true or false, or a list of texts" : words[typeOf(preset)];
  report.invalid(value.span, `${key} must be ${expected}.`);
  return undefined;
}

/** Quantities are texts, and may be written as numbers. */
function parameterOf(node: ValueNode): Parameter | undefined {
  if (node.type === "scalar") return node.value ?? undefined;
  if (node.type === "map") return undefined;
  const texts = node.items.map(({ value }) =>
    value.type === "scalar" && value.value !== null ? value.source : undefined,
  );
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function typeOf(value: Parameter): keyof typeof words {
  if (typeof value === "object") return "list";
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "boolean" : "string";
}

const words = { string: "text", number: "a number", boolean: "true or false", list: "a list of texts" } as const;

function readSeverity(node: ValueNode, report: Report): Severity | "off" | undefined {
  const text = node.type === "scalar" ? node.source : undefined;
  const known = settings.find((setting) => setting === text);
  if (known !== undefined) return known;
  const expected = `Write one of ${settings.join(", ")}`;
  if (text === undefined) {
    report.invalid(node.span, `${expected}, or a map with severity and parameters.`);
    return undefined;
  }
  report.unknown({
    code: "configuration/invalid-value",
    severity: "error",
    span: node.span,
    name: text,
    problem: `${text} is no severity`,
    known: settings,
    otherwise: `${expected}.`,
    ...(Object.hasOwn(otherWords, text) && { meant: otherWords[text] }),
  });
  return undefined;
}

/** What other tools say for it. */
const otherWords: Readonly<Record<string, Severity | "off">> = {
  warn: "warning",
  info: "information",
  notice: "information",
  ignore: "off",
  none: "off",
  disabled: "off",
  false: "off",
  danger: "error",
  critical: "error",
};

function isNull(node: ValueNode): boolean {
  return node.type === "scalar" && node.value === null;
}
