import { html, type Markup } from "./markup.ts";

/** A name that leads to its line in the editor: a button, so that the keyboard reaches it. */
export function jump(file: string, offset: number, name: string): Markup {
  return html`<button type="button" class="jump" data-file="${file}" data-offset="${offset}" title="${file}">${name}</button>`;
}

/** The id of the place in the page where a workload's reasons stand. */
export function anchorOf(index: number): string {
  return `why-${index + 1}`;
}
