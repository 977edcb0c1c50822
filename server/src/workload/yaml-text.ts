import { fromNumber } from "../quantity/convert.ts";
import { formatQuantity } from "../quantity/format.ts";
import { isBytes } from "../quantity/round.ts";
import type { Amounts } from "./workload.ts";

/** Words that YAML 1.1, which Kubernetes' own tools read, takes for booleans or null. */
const reserved = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** Stands where a character was lost, and would be reported as such if it were written. */
const lost = /\uFFFD/g;

/** A text as a YAML scalar: plain where that is safe, else quoted. */
export function yamlText(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) && !reserved.test(text) ? text : quotedText(text);
}

/** A text as a YAML scalar in double quotes. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replace(lost, "\\uFFFD");
}

/** A map of texts in flow style. */
export function yamlTexts(texts: Readonly<Record<string, string>>): string {
  return flow(Object.entries(texts).map(([key, text]) => `${yamlText(key)}: ${yamlText(text)}`));
}

/** A map of quantities in flow style. */
export function yamlAmounts(amounts: Amounts): string {
  return flow(Object.entries(amounts).map(([key, amount]) => `${yamlText(key)}: ${exactQuantity(key, amount)}`));
}

/** A share as per cent. */
export function yamlShare(share: number): string {
  return `${Number((share * 100).toPrecision(12))}%`;
}

/** Text that may stand in a comment: one line, nothing invisible. */
export function commentText(text: string): string {
  return text.replace(/[\p{C}\p{Z}]+/gu, " ").replace(lost, "?");
}

/** An amount as people write it for this resource, without rounding. */
export function exactQuantity(resource: string, amount: number): string {
  return formatQuantity(fromNumber(amount, isBytes(resource) ? "binarySI" : "decimalSI"));
}

function flow(entries: readonly string[]): string {
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
