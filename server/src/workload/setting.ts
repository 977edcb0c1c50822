import type { Finding } from "../document/finding.ts";
import type { Span } from "../document/span.ts";
import { parseDuration } from "../quantity/duration.ts";
import { parseShare } from "../quantity/share.ts";
import { boundedAmount } from "./amounts.ts";
import { type Field, numberOf, textOf } from "./field.ts";

/** Takes what is wrong with a field of a ResourcePlan. */
export type Report = (field: Field, message: string) => void;

/** Makes findings of one code in one file out of what is reported; `fallback` is the place of absent fields. */
export function reporter(findings: Finding[], code: string, file: string, fallback: Span): Report {
  return (field, message) => {
    const span = field.node?.span ?? field.keySpan ?? fallback;
    findings.push({ code, severity: "error", message, file, span });
  };
}

/** How a kind of setting is read, and what it is in words. */
export interface SettingKind<T> {
  readonly expected: string;
  /** Undefined where the field holds no such value. */
  readonly read: (field: Field) => T | undefined;
}

/** A setting's value; the default where it is absent, and also where it cannot be used, which is reported. */
export function settingOf<T>(field: Field, kind: SettingKind<T>, fallback: T, report: Report): T {
  if (isAbsent(field)) return fallback;
  const value = kind.read(field);
  if (value !== undefined) return value;
  report(field, `${nameOf(field)} must be ${kind.expected}, not ${inWords(field)}. The default is used.`);
  return fallback;
}

/** A setting that has no default. */
export function optionalSetting<T>(field: Field, kind: SettingKind<T>, report: Report): T | undefined {
  if (isAbsent(field)) return undefined;
  const value = kind.read(field);
  if (value === undefined) report(field, `${nameOf(field)} must be ${kind.expected}, not ${inWords(field)}.`);
  return value;
}

/** True where nothing is written, or nothing yet: `horizon:`. */
export function isAbsent({ node }: Field): boolean {
  return node === undefined || (node.type === "scalar" && node.value === null);
}

/** Seconds, above 0. */
export const duration: SettingKind<number> = {
  expected: "a duration above 0 such as 90s, 12h or 7d",
  read: (field) => within(parseDuration(textOf(field) ?? ""), (seconds) => seconds > 0),
};

/** Seconds, 0 or more. */
export const durationOrNone: SettingKind<number> = {
  expected: "a duration such as 0s, 12h or 2d",
  read: (field) => within(parseDuration(textOf(field) ?? ""), (seconds) => seconds >= 0),
};

/** A share of 0 or more. */
export const share: SettingKind<number> = {
  expected: "a share such as 10% or 0.1",
  read: (field) => within(readShare(field), (value) => value >= 0),
};

/** A share in (0, 1]. */
export const properShare: SettingKind<number> = {
  expected: "a share above 0 and up to 1 such as 0.7 or 70%",
  read: (field) => within(readShare(field), (value) => value > 0 && value <= 1),
};

/** A share in (0, 1). */
export const quantile: SettingKind<number> = {
  expected: "between 0 and 1 such as 0.95",
  read: (field) => within(readShare(field), (value) => value > 0 && value < 1),
};

/** Base units, 0 or more. */
export const amount: SettingKind<number> = {
  expected: "a quantity of 0 or more such as 100m or 64Mi",
  read: (field) => within(boundedAmount(textOf(field) ?? ""), (value) => value >= 0),
};

/** A number of 0 or more. */
export const numberOrNone: SettingKind<number> = {
  expected: "a number of 0 or more",
  read: (field) => within(numberOf(field), (value) => value >= 0 && Number.isFinite(value)),
};

/** A number above 0. */
export const positiveNumber: SettingKind<number> = {
  expected: "a number above 0",
  read: (field) => within(numberOf(field), (value) => value > 0 && Number.isFinite(value)),
};

/** Any whole number. */
export const wholeNumber: SettingKind<number> = {
  expected: "a whole number",
  read: (field) => within(numberOf(field), Number.isSafeInteger),
};

/** Any text but an empty one. */
export const text: SettingKind<string> = {
  expected: "a text",
  read: (field) => textOf(field) || undefined,
};

/** One of some words. */
export function oneOf<T extends string>(words: readonly T[]): SettingKind<T> {
  return { expected: `one of ${words.join(", ")}`, read: (field) => words.find((word) => word === textOf(field)) };
}

function readShare(field: Field): number | undefined {
  return parseShare(numberOf(field) ?? textOf(field) ?? "");
}

function within(value: number | undefined, holds: (value: number) => boolean): number | undefined {
  return value !== undefined && holds(value) ? value : undefined;
}

/** The path below `spec`, as people speak of it: `sizing.cpu.quantile`. */
function nameOf({ path }: Field): string {
  return path.slice(1).join(".");
}

function inWords(field: Field): string {
  if (field.node?.type === "map") return "a map";
  if (field.node?.type === "sequence") return "a list";
  return `"${textOf(field) ?? ""}"`;
}
