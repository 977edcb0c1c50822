/** Text that is HTML or SVG already. Everything else is escaped when it is put into markup. */
export interface Markup {
  readonly markup: string;
}

/** What can stand in a template: nothing, text, a number, markup, or a list of these. */
export type Content = string | number | undefined | Markup | readonly Content[];

/** A template of HTML or SVG: `html`…`` escapes whatever is put into it, in text and in quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return { markup: strings.reduce((text, part, index) => `${text}${render(values[index - 1])}${part}`) };
}

/** Text that is put into a page unescaped: for what this program itself wrote. */
export function trusted(markup: string): Markup {
  return { markup };
}

function render(content: Content): string {
  if (content === undefined) return "";
  if (typeof content === "number") return String(content);
  if (typeof content === "string") return escaped(content);
  return "markup" in content ? content.markup : content.map(render).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Control characters, which XML forbids even when escaped, are left out. */
function escaped(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}/gu, "").replace(/[&<>"']/g, (sign) => entities[sign] ?? "");
}
