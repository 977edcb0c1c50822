import { child, type Field, itemsOf } from "./field.ts";
import type { HistorySource } from "./resource-plan.ts";
import { optionalSetting, type Report, text } from "./setting.ts";

/** Reads `spec.history`: each entry names files by a glob, or a server. */
export function readHistorySources(field: Field, report: Report): readonly HistorySource[] {
  return itemsOf(field).flatMap((item) => {
    const named = types
      .map((type) => ({ type, field: child(item, type) }))
      .filter((each) => each.field.node !== undefined);
    if (named.length === 0) report(item, `A history source is one of ${types.join(", ")}.`);
    return named.flatMap(({ type, field: value }) => {
      const place = value.node?.type === "map" ? child(value, "url") : value;
      const location = optionalSetting(place, text, report);
      if (location === undefined || place.node === undefined) return [];
      return [{ type, location, span: place.node.span }];
    });
  });
}

const types = ["csv", "prometheusResponse", "openMetrics", "prometheus"] as const;
