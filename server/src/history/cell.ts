import { amountOf, toNumber } from "../quantity/convert.ts";
import { isQuantity, parseQuantity } from "../quantity/parse.ts";
import type { HistoryProblem } from "./series.ts";

/** A number, or why it is none. */
export type Cell = { readonly value: number } | { readonly problem: HistoryProblem["reason"] };

/** A measured amount in base units: a number of units of `factor` base units each, or a quantity that brings its unit. */
export function parseValue(text: string, factor: number, decimalComma: boolean): Cell {
  const trimmed = text.trim();
  const plain = decimalComma ? trimmed.replace(/^([+-]?\d*),(\d+)/, "$1.$2") : trimmed;
  const number = plain === "" ? Number.NaN : Number(plain);
  return Number.isNaN(number) ? quantity(plain) : checked(number * factor);
}

/** The number, if it can be a usage. */
export function checked(value: number): Cell {
  if (!Number.isFinite(value)) return { problem: "not-a-number" };
  return value < 0 ? { problem: "negative" } : { value };
}

/** `250m`, `1.2Gi`; `1.5 GiB` and `2 cores` too, because what is meant is certain. */
function quantity(text: string): Cell {
  // `NaN`, `null`, `-`: no number was meant. `12 parsec`: one in a unit that is not known.
  if (!/^[+-]?[.,]?\d/.test(text)) return { problem: "not-a-number" };
  const parsed = parseQuantity(text);
  const value = isQuantity(parsed) ? toNumber(parsed) : amountOf(parsed.suggestion ?? "");
  return value === undefined ? { problem: "wrong-unit" } : checked(value);
}
