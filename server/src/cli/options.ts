import { InvalidArgumentError } from "commander";
import { parseDuration } from "../quantity/duration.ts";
import { parseShare } from "../quantity/share.ts";
import { longestHorizonSeconds } from "../workload/defaults.ts";
import type { AllocationMethod } from "../workload/resource-plan.ts";

/** `--at TIME`: ISO 8601, epoch seconds or milliseconds → epoch milliseconds. */
export function time(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && Number.isFinite(number)) return number < 1e11 ? number * 1000 : number;
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes(":");
  const parsed = Date.parse(hasZone ? text : `${text}Z`);
  if (Number.isNaN(parsed))
    throw new InvalidArgumentError("Write a time such as 2026-11-23T12:00:00Z, or epoch seconds.");
  return parsed;
}

/** `--time-limit D`: seconds. */
export function duration(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === undefined || seconds <= 0)
    throw new InvalidArgumentError("Write a duration such as 90s, 5m, 12h or 7d.");
  return seconds;
}

/** `--horizon D`: seconds. */
export function horizon(text: string): number {
  const seconds = duration(text);
  if (seconds > longestHorizonSeconds) throw new InvalidArgumentError("Look ahead a year at most.");
  return seconds;
}

/** `--quantile Q`. */
export function quantile(text: string): number {
  const share = parseShare(text) ?? Number.NaN;
  if (!(share > 0 && share < 1)) throw new InvalidArgumentError("Write a share between 0 and 1, such as 0.95 or 95%.");
  return share;
}

/** `--fail-above SHARE`. */
export function share(text: string): number {
  const number = parseShare(text);
  if (number === undefined || number < 0) throw new InvalidArgumentError("Write a share such as 10% or 0.1.");
  return number;
}

/** `--seed N`. */
export function seed(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError("Write a whole number, 0 or more.");
  return number;
}

/** `--days N`. */
export function days(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > 366)
    throw new InvalidArgumentError("Write a whole number of days, 1 to 366.");
  return number;
}

/** `--method M`. */
export const methods: readonly (AllocationMethod | "all")[] = [
  "auto",
  "greedy",
  "dynamicProgramming",
  "linearProgramming",
  "all",
];
