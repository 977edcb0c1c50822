import { child, type Field, itemsOf, textOf } from "./field.ts";
import type { ServingPolicy, SizingPolicy, WorkloadException } from "./resource-plan.ts";
import {
  duration,
  isAbsent,
  optionalSetting,
  positiveNumber,
  type Report,
  type SettingKind,
  wholeNumber,
} from "./setting.ts";
import { readSizing } from "./sizing-policy.ts";

/** Reads `spec.workloads`; `sizing` is the plan's, which an exception's own fields override. */
export function readExceptions(field: Field, sizing: SizingPolicy, report: Report): readonly WorkloadException[] {
  return itemsOf(field).flatMap((item) => {
    const refField = child(item, "ref");
    if (isAbsent(refField))
      report(item, "An exception needs the `ref` of its workload, such as Deployment/default/api.");
    const ref = optionalSetting(refField, reference, report);
    if (ref === undefined || refField.node === undefined) return [];
    const priority = optionalSetting(child(item, "priority"), wholeNumber, report);
    const serving = child(item, "serving");
    const own = child(item, "sizing");
    return [
      {
        ref,
        span: refField.node.span,
        ...(priority === undefined ? {} : { priority }),
        ...(isAbsent(serving) ? {} : { serving: readServing(serving, report) }),
        ...(isAbsent(own) ? {} : { sizing: readSizing(own, sizing, report) }),
      },
    ];
  });
}

const reference: SettingKind<string> = {
  expected: "a reference Kind/namespace/name such as Deployment/default/api",
  read: (field) => {
    const text = textOf(field) ?? "";
    return /^[^/]+\/[^/]+\/[^/]+$/.test(text) ? text : undefined;
  },
};

function readServing(field: Field, report: Report): ServingPolicy {
  const rate = optionalSetting(child(field, "requestsPerSecondPerReplica"), positiveNumber, report);
  const latency = optionalSetting(child(field, "latencyTarget"), duration, report);
  return {
    ...(rate === undefined ? {} : { requestsPerSecondPerReplica: rate }),
    ...(latency === undefined ? {} : { latencyTargetSeconds: latency }),
  };
}
