import type { Finding, Severity } from "../document/finding.ts";
import { html, type Markup } from "./markup.ts";
import type { Plan } from "./plan-data.ts";
import { jump } from "./report-link.ts";

/** What stands in the way of the plan, worst first: what cannot be placed, ceilings, memory that will not suffice. */
export function findingsSection({ findings }: Plan): Markup | undefined {
  const pressing = findings
    .filter(({ severity, code }) => (severity === "error" || severity === "warning") && !isInTable(code))
    .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  if (pressing.length === 0) return undefined;
  return html`<section><h2 id="attention">Needs attention</h2><ul class="plain">${pressing.map(item)}</ul></section>`;
}

const order: readonly Severity[] = ["error", "warning", "information", "hint"];

/** What the table of workloads shows anyway, and what the history's own section lists. */
function isInTable(code: string): boolean {
  return code === "plan/under-requested" || code === "plan/replicas" || code === "plan/dirty-history";
}

function item({ severity, workload, message, file, span }: Finding): Markup {
  const name = workload ?? file.split("/").at(-1) ?? file;
  const mark =
    severity === "error"
      ? html`<span class="mark bad" title="Error">✕</span>`
      : html`<span class="mark warn" title="Warning">▲</span>`;
  return html`<li>${mark}${jump(file, span.start, name)} ${message}</li>`;
}
