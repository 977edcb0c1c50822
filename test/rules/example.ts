import { type Configuration, defaultConfiguration } from "../../server/src/configuration/configuration.ts";

/** What shows a rule at work; the tests run it and the documentation shows it. */
export interface Example {
  /** With marks below what the rule finds. */
  readonly bad: string;
  /** What all of its fixes make of it; undefined where the rule has none. */
  readonly fixed: string | undefined;
  /** Whether these are suggestions. */
  readonly isSuggested: boolean;
  /** In which it finds nothing. */
  readonly good: string;
  /** How the rule is set, as a configuration writes it: `minimum=3`. */
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** Reads an example: parts that begin with `#= bad`, `#= fixed` or `#= suggested`, `#= good`; parameters stand behind `bad`. */
export function readExample(text: string): Example {
  const parts = new Map(
    text
      .split(/^#= /m)
      .slice(1)
      .map((part) => {
        const [head = "", ...lines] = part.split("\n");
        const [name = "", ...settings] = head.split(" ");
        return [name, { settings, text: lines.join("\n") }] as const;
      }),
  );
  const settings = parts.get("bad")?.settings ?? [];
  return {
    bad: parts.get("bad")?.text ?? "",
    fixed: (parts.get("fixed") ?? parts.get("suggested"))?.text,
    isSuggested: parts.has("suggested"),
    good: parts.get("good")?.text ?? "",
    parameters: Object.fromEntries(
      settings.map((setting) => {
        const [name = "", value = ""] = setting.split("=");
        return [name, /^\d+$/.test(value) && !isQuantity(name) ? Number(value) : value];
      }),
    ),
  };
}

/** Bounds are quantities, which are texts. */
function isQuantity(name: string): boolean {
  return /M(in|ax)imum$/.test(name);
}

/** The rule is on, as its example sets it. */
export function configurationOf(code: string, { parameters }: Example): Configuration {
  return { ...defaultConfiguration, rules: new Map([[code, { severity: undefined, parameters }]]) };
}

/** The text without its marks. */
export function withoutMarks(text: string): string {
  return text.replace(/^\s*#\s*<?\^+ [\w/-]+.*\n/gm, "");
}
