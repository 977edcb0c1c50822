import { amountOf } from "../quantity/convert.ts";
import { type Field, fieldsOf, textOf } from "./field.ts";
import type { Amounts, ResourceSettings } from "./workload.ts";

/** Requests, limits or a quota's `hard`, as written: each with its value in base units and its place. */
export function settingsOf(field: Field): ResourceSettings {
  return Object.fromEntries(
    fieldsOf(field).flatMap(({ key, field: { node, path, shared } }) => {
      if (node?.type !== "scalar" || node.value === null) return [];
      const source = typeof node.value === "string" ? node.value : node.source;
      return [[key, { value: boundedAmount(source), source, span: node.span, path, shared }]];
    }),
  );
}

/** A map of quantities in base units; what is no quantity is left out. */
export function amountsOf(field: Field): Amounts {
  return Object.fromEntries(
    fieldsOf(field).flatMap(({ key, field: value }) => {
      const amount = boundedAmount(textOf(value) ?? "");
      return amount === undefined ? [] : [[key, amount]];
    }),
  );
}

/**
 * The amount that a text says, in base units; undefined where it is no quantity. It ends at 2^63, where Kubernetes' own
 * integers do and no machine comes near, so that sums stay finite.
 */
export function boundedAmount(text: string): number | undefined {
  const amount = amountOf(text);
  return amount === undefined ? undefined : Math.max(Math.min(amount, 2 ** 63), -(2 ** 63));
}
