import { amountOf } from "../quantity/convert.ts";
import { type Field, fieldsOf, textOf } from "./field.ts";
import type { Amounts, ResourceSettings } from "./workload.ts";

/** Requests, limits or a quota's `hard`, as written: each with its value in base units and its place. */
export function settingsOf(field: Field): ResourceSettings {
  return Object.fromEntries(
    fieldsOf(field).flatMap(({ key, field: { node, path, shared } }) => {
      if (node?.type !== "scalar" || node.value === null) return [];
      const source = typeof node.value === "string" ? node.value : node.source;
      return [[key, { value: amountOf(source), source, span: node.span, path, shared }]];
    }),
  );
}

/** A map of quantities in base units; what is no quantity is left out. */
export function amountsOf(field: Field): Amounts {
  return Object.fromEntries(
    fieldsOf(field).flatMap(({ key, field: value }) => {
      const amount = amountOf(textOf(value) ?? "");
      return amount === undefined ? [] : [[key, amount]];
    }),
  );
}
