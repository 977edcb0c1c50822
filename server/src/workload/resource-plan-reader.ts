import type { ManifestDocument } from "../document/document.ts";
import type { Finding } from "../document/finding.ts";
import { isKind } from "./api-kind.ts";
import { defaultResourcePlan, longestHorizonSeconds } from "./defaults.ts";
import { child, type Field, itemsOf, rootField } from "./field.ts";
import { nameSpanOf } from "./name-span.ts";
import { readExceptions } from "./plan-exceptions.ts";
import { readHistorySources } from "./plan-history.ts";
import { readPools } from "./plan-pools.ts";
import type { AllocationPolicy, ForecastPolicy, ResourcePlan } from "./resource-plan.ts";
import {
  duration,
  isAbsent,
  oneOf,
  optionalSetting,
  type Report,
  reporter,
  type SettingKind,
  settingOf,
  text,
} from "./setting.ts";
import { readSizing } from "./sizing-policy.ts";
import type { NodePool } from "./supply.ts";

/** A ResourcePlan as read. */
export interface ReadResourcePlan {
  readonly plan: ResourcePlan;
  /** Undefined where the ResourcePlan leaves them out. */
  readonly pools: readonly NodePool[] | undefined;
  readonly findings: readonly Finding[];
}

/** The ResourcePlan that governs: the first. Others are found; without any the defaults govern. */
export function readGoverningPlan(documents: readonly ManifestDocument[]): ReadResourcePlan {
  const [first, ...others] = documents.filter((each) => isKind(each, "ResourcePlan", ["resource-planner.dev"]));
  if (first === undefined) return { plan: defaultResourcePlan, pools: undefined, findings: [] };
  const read = readResourcePlan(first);
  return { ...read, findings: [...read.findings, ...others.map((other) => secondPlan(other, first))] };
}

function readResourcePlan(document: ManifestDocument): ReadResourcePlan {
  const findings: Finding[] = [];
  const place = nameSpanOf(document);
  const report = reporter(findings, "plan/invalid-setting", document.file, place);
  const reportPool = reporter(findings, "plan/invalid-pool", document.file, place);
  const spec = child(rootField(document), "spec");
  const sizing = readSizing(child(spec, "sizing"), defaultResourcePlan.sizing, report);
  const pools = child(spec, "pools");
  const plan: ResourcePlan = {
    document,
    name: document.name === "" ? defaultResourcePlan.name : document.name,
    manifests: readManifests(child(spec, "manifests"), report),
    history: readHistorySources(child(spec, "history"), report),
    forecast: readForecast(child(spec, "forecast"), report),
    sizing,
    allocation: readAllocation(child(spec, "allocation"), report),
    exceptions: readExceptions(child(spec, "workloads"), sizing, report),
  };
  return { plan, pools: isAbsent(pools) ? undefined : readPools(pools, document.file, reportPool), findings };
}

function readManifests(field: Field, report: Report): readonly string[] {
  const globs = itemsOf(field).flatMap((item) => optionalSetting(item, text, report) ?? []);
  return globs.length > 0 ? globs : defaultResourcePlan.manifests;
}

function readForecast(field: Field, report: Report): ForecastPolicy {
  const { horizonSeconds, model } = defaultResourcePlan.forecast;
  return {
    horizonSeconds: settingOf(child(field, "horizon"), horizon, horizonSeconds, report),
    model: settingOf(child(field, "model"), text, model, report),
  };
}

/** Seconds. */
const horizon: SettingKind<number> = {
  expected: "a duration above 0 and up to a year such as 12h or 7d",
  read: (field) => {
    const seconds = duration.read(field);
    return seconds === undefined || seconds > longestHorizonSeconds ? undefined : seconds;
  },
};

const methods = oneOf(["auto", "greedy", "dynamicProgramming", "linearProgramming"]);
const objectives = oneOf(["cost", "nodes", "servedDemand"]);

function readAllocation(field: Field, report: Report): AllocationPolicy {
  const { method, objective, timeLimitSeconds } = defaultResourcePlan.allocation;
  return {
    method: settingOf(child(field, "method"), methods, method, report),
    objective: settingOf(child(field, "objective"), objectives, objective, report),
    timeLimitSeconds: settingOf(child(field, "timeLimit"), duration, timeLimitSeconds, report),
  };
}

function secondPlan(document: ManifestDocument, governing: ManifestDocument): Finding {
  return {
    code: "plan/second-resource-plan",
    severity: "warning",
    message: `Only one ResourcePlan governs, and ${governing.name || "another"} in ${governing.file} does: this one has no effect.`,
    file: document.file,
    span: nameSpanOf(document),
    related: [{ file: governing.file, span: nameSpanOf(governing), message: "The ResourcePlan that governs." }],
  };
}
