import { scaleToNanos } from "./nanos.ts";
import type { Quantity, QuantityFormat } from "./quantity.ts";
import { suggestQuantity } from "./suggest.ts";

/** Why a text is no quantity, and the quantity that was probably meant, where one is likely. */
export interface QuantityProblem {
  /** `unit`: a number with a unit that Kubernetes does not know. `syntax`: not even that. */
  readonly problem: "syntax" | "unit" | "empty";
  readonly suggestion?: string;
}

/** Reads a quantity exactly, by Kubernetes' grammar: a signed decimal number and one suffix, without spaces. */
export function parseQuantity(text: string): Quantity | QuantityProblem {
  if (text.trim() === "") return { problem: "empty" };
  const match = /^([+-]?)(\d+\.?\d*|\.\d+)(.*)$/s.exec(text);
  if (match === null) return problem("syntax", text);
  const [, sign = "", number = "", suffix = ""] = match;
  const scale = readSuffix(suffix);
  if (scale === undefined) return problem(/^\s*[A-Za-z]+\s*$/.test(suffix) ? "unit" : "syntax", text);
  const magnitude = clip(scaleToNanos(number, scale.exponent, scale.factor), scale.format);
  return { nanos: sign === "-" ? -magnitude : magnitude, format: formatOf(magnitude, scale.format) };
}

/** Tells a quantity from the reason why there is none. */
export function isQuantity(result: Quantity | QuantityProblem): result is Quantity {
  return "nanos" in result;
}

function problem(kind: "syntax" | "unit", text: string): QuantityProblem {
  const suggestion = suggestQuantity(text);
  return suggestion === undefined ? { problem: kind } : { problem: kind, suggestion };
}

interface Scale {
  readonly exponent: number;
  readonly factor: bigint;
  readonly format: QuantityFormat;
}

const decimalExponents: ReadonlyMap<string, number> = new Map([
  ["n", -9],
  ["u", -6],
  ["m", -3],
  ["", 0],
  ["k", 3],
  ["M", 6],
  ["G", 9],
  ["T", 12],
  ["P", 15],
  ["E", 18],
]);

const binaryFactors: ReadonlyMap<string, bigint> = new Map(
  ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"].map((suffix, index) => [suffix, 1024n ** BigInt(index + 1)]),
);

function readSuffix(suffix: string): Scale | undefined {
  const decimal = decimalExponents.get(suffix);
  if (decimal !== undefined) return { exponent: decimal, factor: 1n, format: "decimalSI" };
  const factor = binaryFactors.get(suffix);
  if (factor !== undefined) return { exponent: 0, factor, format: "binarySI" };
  const exponent = Number(/^[eE]([+-]?\d+)$/.exec(suffix)?.[1]);
  // Kubernetes holds exponents in 32 bits and refuses larger ones.
  return Math.abs(exponent) < 2 ** 31 ? { exponent, factor: 1n, format: "decimalExponent" } : undefined;
}

/** A binary quantity below one (`0.0001Ki`) would round; Kubernetes keeps it as a decimal one. */
function formatOf(magnitude: bigint, format: QuantityFormat): QuantityFormat {
  return format === "binarySI" && magnitude > 0n && magnitude < 10n ** 9n ? "decimalSI" : format;
}

/** Kubernetes caps binary quantities, and only those, at 2^63 - 1. */
function clip(nanos: bigint, format: QuantityFormat): bigint {
  const maximum = (2n ** 63n - 1n) * 10n ** 9n;
  return format === "binarySI" && nanos > maximum ? maximum : nanos;
}
