import type { KnownRules } from "../configuration/read-rules.ts";
import { rules } from "../rules/rules.ts";

/** What is reported by those who read, and not by a rule. A test compares it with what the sources report. */
const codesOfReading: readonly string[] = [
  "configuration/invalid-value",
  "configuration/missing-baseline",
  "configuration/unbundled-version",
  "configuration/unknown-rule",
  "configuration/unknown-setting",
  "kustomize/cycle",
  "kustomize/failing-patch",
  "kustomize/missing-file",
  "kustomize/remote",
  "kustomize/unmatched-patch",
  "plan/dirty-history",
  "plan/invalid-pool",
  "plan/invalid-setting",
  "plan/second-resource-plan",
  "plan/unknown-workload",
  "plan/unreadable-history",
  "schema/api-version",
  "schema/enum",
  "schema/format",
  "schema/kind",
  "schema/range",
  "schema/required",
  "schema/type",
  "schema/unknown-field",
  "suppression/unused",
  "workload/duplicate",
  "yaml/alias-limit",
  "yaml/binary",
  "yaml/complex-key",
  "yaml/conflict-markers",
  "yaml/duplicate-key",
  "yaml/encoding",
  "yaml/merge-key",
  "yaml/syntax",
  "yaml/tabs",
  "yaml/template",
  "yaml/too-deep",
  "yaml/unknown-alias",
];

/** Every code that a finding can have: what configurations set and suppressions name. */
export const knownCodes: readonly string[] = [
  ...new Set([...rules.map(({ code }) => code), ...codesOfReading]),
].toSorted();

/** The rules as a configuration knows them. */
export const knownRules: KnownRules = {
  codes: knownCodes,
  parametersOf: (code) => rules.find((rule) => rule.code === code)?.parameters ?? {},
};
