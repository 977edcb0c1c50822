import { rules } from "../rules/rules.ts";

/** Where in the folder of documentation a code is explained: a rule on its own page, anything else in a section. */
export function documentationPage(code: string): string {
  return ruleCodes.has(code) ? `rules/${code}.md` : `findings.md#${code.replace("/", "")}`;
}

const ruleCodes: ReadonlySet<string> = new Set(rules.map(({ code }) => code));
