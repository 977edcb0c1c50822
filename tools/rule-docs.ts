import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Equivalent, equivalents } from "../server/src/rules/equivalents.ts";
import type { Rule } from "../server/src/rules/rule.ts";
import { rules } from "../server/src/rules/rules.ts";
import { type Example, readExample } from "../test/rules/example.ts";

const root = path.join(import.meta.dirname, "..");
const sources = path.join(root, "server/src/rules");

/** The documentation of the rules by file, made from their headers, their examples and what other tools call them. */
export function ruleDocs(): ReadonlyMap<string, string> {
  const headers = headersByCode();
  const pages = rules.map((rule) => [`docs/rules/${rule.code}.md`, page(rule, headers.get(rule.code) ?? "")] as const);
  return new Map([["docs/rules.md", overview()], ...pages]);
}

const tools: readonly (readonly [Exclude<keyof Equivalent, "code">, string])[] = [
  ["kubeLinter", "kube-linter"],
  ["polaris", "polaris"],
  ["kubeScore", "kube-score"],
  ["kubescape", "kubescape"],
  ["monokle", "monokle"],
];

function overview(): string {
  const heads = tools.map(([, name]) => name);
  const lines = rules.map((rule) =>
    row([`[\`${rule.code}\`](rules/${rule.code}.md)`, rule.summary, severityOf(rule), ...idCells(rule.code)]),
  );
  const read = equivalents.filter(({ code }) => !rules.some((rule) => rule.code === code));
  const otherLines = read.map(({ code }) => row([`\`${code}\``, ...idCells(code)]));
  return `# Rules

What each rule finds, how grave that is, and what other tools call it. A rule that is off speaks where a configuration
turns it on. Exceptions that were written for kube-linter, polaris and kube-score hold here too.

| rule | finds | severity | ${heads.join(" | ")} |
|---|---|---|${heads.map(() => "---|").join("")}
${lines.join("\n")}

## Found in reading

Syntax, schemas and configuration are judged by no rule of this list. Their findings say themselves what is wrong; a
configuration sets their codes like those of rules.

| code | ${heads.join(" | ")} |
|---|${heads.map(() => "---|").join("")}
${otherLines.join("\n")}
`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** What each of the other tools calls it. */
function idCells(code: string): readonly string[] {
  const equivalent = equivalents.find((each) => each.code === code);
  return tools.map(([tool]) => (equivalent?.[tool] ?? []).map((id) => `\`${id}\``).join(", "));
}

function page(rule: Rule, header: string): string {
  const parts = [`# ${rule.code}`, `${rule.summary}. Severity: ${severityOf(rule)}.`, header];
  if (rule.parameters !== undefined) parts.push(parameters(rule.parameters));
  const example = exampleOf(rule.code);
  if (example !== undefined) parts.push(...shown(example));
  const ids = idsOf(rule.code);
  if (ids.length > 0) parts.push("## In other tools", ids.join("\n"));
  return `${parts.join("\n\n")}\n`;
}

function severityOf({ severity, off }: Rule): string {
  return off === true ? `${severity}, off` : severity;
}

function parameters(values: NonNullable<Rule["parameters"]>): string {
  const lines = Object.entries(values).map(([name, value]) => `| \`${name}\` | \`${JSON.stringify(value)}\` |`);
  return ["## Parameters", "", "| name | default |", "|---|---|", ...lines].join("\n");
}

function shown({ bad, fixed, isSuggested, good, parameters: set }: Example): readonly string[] {
  const settings = Object.entries(set).map(([name, value]) => `\`${name}: ${value}\``);
  return [
    "## Example",
    ...(settings.length === 0 ? [] : [`With ${settings.join(" and ")}.`]),
    yaml(bad),
    ...(fixed === undefined ? [] : [isSuggested ? suggestion : "Its fix makes of it:", yaml(fixed)]),
    "Nothing is found in:",
    yaml(good),
  ];
}

const suggestion =
  "It suggests this, to start from; `check --fix` and fixing on save leave it alone, `check --fix --unsafe-fixes` writes it:";

function yaml(text: string): string {
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}

function idsOf(code: string): readonly string[] {
  const equivalent = equivalents.find((each) => each.code === code);
  return tools.flatMap(([tool, name]) => {
    const ids = equivalent?.[tool] ?? [];
    return ids.length === 0 ? [] : [`- ${name}: ${ids.map((id) => `\`${id}\``).join(", ")}`];
  });
}

/** Rules that need a plan have their example in the header alone. */
function exampleOf(code: string): Example | undefined {
  if (code.startsWith("plan/")) return undefined;
  return readExample(readFileSync(path.join(root, "test/rules/examples", `${code}.yaml`), "utf8"));
}

/** The comment above each rule, by the rule's code. */
function headersByCode(): ReadonlyMap<string, string> {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const header = /\/\*\*\n((?: \*.*\n)+?) \*\/\nexport const \w+: \w*Rule = [^"]*?code: "([^"]+)"/g;
  return new Map(
    files.flatMap((file) =>
      [...readFileSync(path.join(sources, file), "utf8").matchAll(header)].map(
        ([, lines = "", code = ""]) => [code, lines.replace(/^ \* ?/gm, "").trimEnd()] as const,
      ),
    ),
  );
}

if (process.argv[1] === import.meta.filename) {
  for (const [file, text] of ruleDocs()) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}
