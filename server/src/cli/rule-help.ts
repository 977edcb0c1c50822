import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import manifest from "../../../package.json" with { type: "json" };
import { documentationFolder } from "../node/documentation.ts";
import { rules } from "../rules/rules.ts";

/** What is to be said about a code, wherever it is found. */
export interface RuleHelp {
  /** In one line. */
  readonly summary: string;
  /** The page about it; undefined where the package names no repository, or the code belongs to no rule. */
  readonly page: string | undefined;
  /** The text of that page as it ships with the program; undefined where it came without. */
  readonly markdown: string | undefined;
}

/** What a code means. */
export function ruleHelp(code: string, package_: PackageManifest = manifest): RuleHelp {
  const rule = rules.find((each) => each.code === code);
  const address = addressOf(package_);
  const page = address === undefined || rule === undefined ? undefined : `${address}/blob/main/docs/rules/${code}.md`;
  return { summary: rule?.summary ?? summaryOf(code), page, markdown: rule && pageText(rule.code) };
}

function pageText(code: string): string | undefined {
  const file = documentationFolder && path.join(documentationFolder, "rules", `${code}.md`);
  return file !== undefined && existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

interface PackageManifest {
  readonly name: string;
  readonly repository?: string | { readonly url: string };
}

function addressOf({ repository }: PackageManifest): string | undefined {
  const url = typeof repository === "string" ? repository : repository?.url;
  return url?.replace(/^git\+/, "").replace(/\.git$/, "");
}

/** `yaml/duplicate-key` → `Duplicate key (yaml)`: what readers report says itself what is wrong. */
function summaryOf(code: string): string {
  const [group = "", name = ""] = code.split("/");
  const words = name.replaceAll("-", " ");
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)} (${group})`;
}
