import { amountOf } from "../quantity/convert.ts";
import type { HistoryProblem } from "./series.ts";

/** A number, or why it is none. */
export type Cell = { readonly value: number } | { readonly problem: HistoryProblem["reason"] };

/** Epoch milliseconds of ISO 8601 (without a zone: UTC), `YYYY-MM-DD HH:mm:ss`, epoch seconds or milliseconds. */
export function parseTime(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d+(?:\.\d+)?(?:e\d+)?$/i.test(trimmed)) {
    const number = Number(trimmed);
    return number < secondsEnd ? number * 1000 : number;
  }
  if (!/^\d{4}-\d\d/.test(trimmed)) return undefined;
  const iso = trimmed.replace(/^(\d{4}-\d\d-\d\d) +/, "$1T").replace(/ *UTC$/, "Z");
  const hasZone = !iso.includes(":") || /(?:Z|[+-]\d\d:?\d\d)$/i.test(iso);
  const time = Date.parse(hasZone ? iso : `${iso}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** A measured amount in base units: a number or a quantity, in the unit that stands beside it. */
export function parseValue(text: string, options: { readonly decimalComma: boolean; readonly unit?: string }): Cell {
  const trimmed = text.trim();
  const plain = options.decimalComma ? trimmed.replace(/^([+-]?\d+),(\d+)$/, "$1.$2") : trimmed;
  const factor = options.unit === undefined || options.unit === "" ? 1 : unitFactors[options.unit.toLowerCase()];
  if (factor === undefined) return { problem: "wrong-unit" };
  const number = plain === "" ? Number.NaN : Number(plain);
  const value = Number.isNaN(number)
    ? (amountOf(plain.replace(/^(\S+)\s+(\S+)$/, "$1$2").replace(/iB$/, "i")) ?? Number.NaN)
    : number;
  if (Number.isNaN(value)) return { problem: isWord(plain) ? "not-a-number" : "wrong-unit" };
  if (!Number.isFinite(value)) return { problem: "not-a-number" };
  return value < 0 ? { problem: "negative" } : { value: value * factor };
}

/** `NaN`, `null`, `-`: no number was meant. `12 parsec`: one in a unit that is not known. */
function isWord(text: string): boolean {
  return !/^[+-]?\.?\d/.test(text);
}

/** Where epoch seconds end and milliseconds begin: 5138 as seconds, 1973 as milliseconds. */
const secondsEnd = 1e11;

const unitFactors: Readonly<Record<string, number>> = {
  core: 1,
  cores: 1,
  cpu: 1,
  m: 1e-3,
  millicore: 1e-3,
  millicores: 1e-3,
  b: 1,
  byte: 1,
  bytes: 1,
  kib: 2 ** 10,
  ki: 2 ** 10,
  mib: 2 ** 20,
  mi: 2 ** 20,
  gib: 2 ** 30,
  gi: 2 ** 30,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  devices: 1,
  "requests/s": 1,
  rps: 1,
};
