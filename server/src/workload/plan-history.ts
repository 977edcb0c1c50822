import { isTimeZone } from "../quantity/time-zone.ts";
import { child, type Field, itemsOf, textsOf } from "./field.ts";
import type { HistorySource, ServerQuestions } from "./resource-plan.ts";
import { duration, optionalSetting, type Report, type SettingKind, text } from "./setting.ts";

/** Reads `spec.history`: each entry names files by a glob, or a server. */
export function readHistorySources(field: Field, report: Report): readonly HistorySource[] {
  return itemsOf(field).flatMap((item) => {
    const named = types
      .map((type) => ({ type, field: child(item, type) }))
      .filter((each) => each.field.node !== undefined);
    if (named.length === 0) report(item, `A history source is one of ${types.join(", ")}.`);
    return named.flatMap(({ type, field: value }) => {
      const place = value.node?.type === "map" ? child(value, type === "prometheus" ? "url" : "files") : value;
      const location = optionalSetting(place, text, report);
      if (location === undefined || place.node === undefined) return [];
      const zone = optionalSetting(child(value, "timeZone"), timeZone, report);
      return [
        {
          type,
          location,
          span: place.node.span,
          ...(zone !== undefined && { timeZone: zone }),
          ...(type === "prometheus" && { server: readQuestions(value, report) }),
        },
      ];
    });
  });
}

const types = ["csv", "prometheusResponse", "openMetrics", "file", "prometheus"] as const;

function readQuestions(field: Field, report: Report): ServerQuestions {
  const lookbackSeconds = optionalSetting(child(field, "lookback"), duration, report);
  const stepSeconds = optionalSetting(child(field, "step"), wholeSeconds, report);
  const matchers = optionalSetting(child(field, "matchers"), text, report);
  return {
    ...(lookbackSeconds !== undefined && { lookbackSeconds }),
    ...(stepSeconds !== undefined && { stepSeconds }),
    ...(matchers !== undefined && { matchers }),
    queries: textsOf(child(field, "queries")),
  };
}

const wholeSeconds: SettingKind<number> = {
  expected: "a duration of whole seconds such as 30s or 5m",
  read: (field) => {
    const seconds = duration.read(field);
    return seconds !== undefined && Number.isInteger(seconds) ? seconds : undefined;
  },
};

const timeZone: SettingKind<string> = {
  expected: "the name of a time zone such as Europe/Berlin",
  read: (field) => {
    const name = text.read(field);
    return name !== undefined && isTimeZone(name) ? name : undefined;
  },
};
