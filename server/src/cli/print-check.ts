import { type Checked, summaryOf } from "./checked.ts";
import { findingsGithub } from "./findings-github.ts";
import { findingsToJson } from "./findings-json.ts";
import { findingsJunit } from "./findings-junit.ts";
import { findingsSarif } from "./findings-sarif.ts";
import { findingsText } from "./findings-text.ts";
import type { Io } from "./io.ts";
import { styleFor } from "./style.ts";

/** Forms that `check` prints in. */
export const checkFormats = ["text", "json", "sarif", "junit", "github"] as const;

/** One of the forms that `check` prints in. */
export type CheckFormat = (typeof checkFormats)[number];

/** What `check` prints. */
export function printChecked(checked: Checked, format: CheckFormat, io: Io): string {
  const { findings, suppressed, manifests } = checked;
  const { named, complete } = manifests;
  const sources = manifests.snapshot.files;
  switch (format) {
    case "json":
      return json(findingsToJson(findings, sources, summaryOf(checked)));
    case "sarif":
      return json(findingsSarif({ findings, suppressed, sources, complete }));
    case "junit":
      return findingsJunit(findings, sources, named);
    case "github":
      return findingsGithub(findings, sources);
    case "text":
      return findingsText(findings, sources, summaryOf(checked), styleFor(io.stdout, io));
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
