import { Option } from "commander";
import type { Finding, Severity } from "../document/finding.ts";
import { exit } from "./io.ts";

/** From worst to least. */
const severities: readonly Severity[] = ["error", "warning", "information", "hint"];

/** `--fail-on SEVERITY`. */
export function failOnOption(): Option {
  return new Option("--fail-on <severity>", "least severity of a finding that makes the exit status 1")
    .choices(severities)
    .default("error");
}

/** The exit code of a command that found this; what could not be read outweighs what was found. */
export function exitCodeOf(findings: readonly Finding[], failOn: Severity, complete: boolean): number {
  if (!complete) return exit.usage;
  const failing = severities.slice(0, severities.indexOf(failOn) + 1);
  return findings.some(({ severity }) => failing.includes(severity)) ? exit.findings : exit.fine;
}
