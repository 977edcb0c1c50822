import type { Severity } from "../document/finding.ts";

/** What a team settled on: which rules speak, how loudly, and about which files. */
export interface Configuration {
  /** By code, or by group: `resources/*`. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Globs relative to the configuration's file. */
  readonly ignore: readonly string[];
  /** The minor version that the manifests are for: `1.34`. */
  readonly kubernetesVersion: string | undefined;
  /** The file of known findings, which are not reported again. */
  readonly baseline: string | undefined;
}

/** How a rule is set. */
export interface RuleSetting {
  /** Undefined where the rule keeps its own; a rule that is off by itself is on where it is set at all. */
  readonly severity: Severity | "off" | undefined;
  readonly parameters: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** Where nothing is configured. */
export const defaultConfiguration: Configuration = {
  rules: new Map(),
  ignore: [],
  kubernetesVersion: undefined,
  baseline: undefined,
};
