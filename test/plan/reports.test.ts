import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Plan } from "../../server/src/plan/plan-data.ts";
import { summaryLine } from "../../server/src/plan/report-facts.ts";
import { reportHtml } from "../../server/src/plan/report-html.ts";
import { reportMarkdown } from "../../server/src/plan/report-markdown.ts";
import { reportText } from "../../server/src/plan/report-text.ts";
import { samplePlan } from "./sample-plan.ts";

test("a plan in one line", () => {
  const plan = samplePlan();
  assert.equal(
    summaryLine(plan),
    "3 workloads on 3 nodes · 3.42/h → 2.10/h · 2 pods cannot be placed · 8 values to change",
  );
  assert.equal(summaryLine(withoutPools(plan)), "3 workloads · 8 values to change");
});

test("a plan for a terminal", () => {
  const [head = "", workloads = "", pools = "", solution = "", findings = "", history = ""] = reportText(
    samplePlan(),
  ).split("\n\n");
  assert.match(head, /^Resource plan {2}3 workloads on 3 nodes/);
  assert.equal(
    workloads,
    `Workload                           Replicas  Container         CPU       CPU limit  Memory        Memory limit  Other             Placed
Deployment/serving/web             3         web               2 → 360m  4 → 720m   2Gi → 1280Mi  2Gi → 1280Mi  –                 all 3
                                             log-shipper       100m      –          – → 128Mi     – → 128Mi     –
InferenceService/serving/llm-chat  4         kserve-container  6         8          24Gi → 31Gi   24Gi → 31Gi   nvidia.com/gpu 1  2 of 4
DaemonSet/serving/log-collector    3         collector         100m      –          –             –             –                 all 3`,
  );
  assert.match(pools, /^gpu-l4 +2 of 2 +80 % \(12 of 15\)/m);
  assert.match(solution, /^Gap +2\.9 %: the best placement can be better by no more than this$/m);
  assert.match(findings, /^Findings\n✕ Deployment\/serving\/web: No node can run this/);
  assert.match(history, /8064 of 8067 rows used; 2 not a number \(lines 14, 900\), 1 gap \(line 1002\)$/);
});

test("columns stay aligned whatever the paint writes around the text", () => {
  const painted = reportText(samplePlan(), (format, text) => `<${format}>${text}</${format}>`);
  assert.equal(painted.replace(/<\/?\w+>/g, "").replace(/ +$/gm, ""), reportText(samplePlan()).replace(/ +$/gm, ""));
});

test("a plan without pools speaks of sizes alone", () => {
  const plan = withoutPools(samplePlan());
  for (const report of [reportText(plan), reportMarkdown(plan), reportHtml(plan, "n")]) {
    assert.doesNotMatch(report, /Proven bound|Node pools|all 3/);
  }
});

test("a plan as Markdown has a table row for each container", () => {
  const markdown = reportMarkdown(samplePlan());
  assert.match(markdown, /^\| Deployment\/serving\/web \| 3 \| web \| 2 → 360m \| 4 → 720m \|/m);
  assert.match(markdown, /^## Solution$/m);
});

test("Markdown from files stays text in its cell", () => {
  const markdown = reportMarkdown(samplePlan("a|b\n<img src=x onerror=alert(1)> [x](javascript:1) `c`"));
  assert.doesNotMatch(markdown, /(^|[^\\])<img|(^|[^\\])\[x\]/);
  const rows = markdown.split("\n").filter((line) => line.startsWith("| "));
  const columns = new Set(rows.slice(0, 6).map((row) => row.match(/(?<!\\)\|/g)?.length));
  assert.equal(columns.size, 1);
});

test("the page holds one style, one script and nothing from elsewhere", () => {
  const page = reportHtml(samplePlan(), "NONCE_HERE");
  assert.equal(page.match(/<style nonce="NONCE_HERE">/g)?.length, 1);
  assert.equal(page.match(/<script nonce="NONCE_HERE">/g)?.length, 1);
  assert.equal(page.match(/<(style|script|link|iframe|img|object|form)\b/g)?.length, 2);
  assert.doesNotMatch(page, /\b(src|action|srcset)=|\bstyle="|\bon\w+="|@import|url\(/);
  assert.equal(
    page.match(/https?:\/\/[^"' ]+/g)?.every((address) => address === "http://www.w3.org/2000/svg"),
    true,
  );
});

test("workloads, containers and pools lead to their places", () => {
  const page = reportHtml(samplePlan(), "n");
  assert.match(
    page,
    /<button type="button" class="jump" data-file="deploy\/web.yaml" data-offset="57"[^>]*>web<\/button>/,
  );
  assert.match(page, /data-file="deploy\/web.yaml" data-offset="201"[^>]*>log-shipper<\/button>/);
  assert.match(page, /data-file="resource-plan.yaml" data-offset="120"[^>]*>general<\/button>/);
});

test("tables have captions and headings, pictures have names, links have targets", () => {
  const page = reportHtml(samplePlan(), "n");
  const tables = page.match(/<table>[\s\S]*?<\/table>/g) ?? [];
  assert.equal(tables.length, 3);
  for (const table of tables) assert.match(table, /<caption>.+<\/caption>\s*<thead><tr><th scope="col">/);
  for (const svg of page.match(/<svg[^>]*>/g) ?? []) assert.match(svg, /role="img" aria-label="[^"]+"/);
  for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) assert.match(page, new RegExp(`id="${id}"`));
});

test("hostile names never become markup", () => {
  const hostile = [
    `"><script>alert(1)</script>`,
    `' onmouseover='alert(1)`,
    `</button><img src=x onerror=alert(1)>`,
    `</title><style>*{display:none}</style>`,
    `javascript:alert(1)`,
    "constructor",
    "__proto__",
  ];
  const clean = skeleton(reportHtml(samplePlan(), "n"));
  for (const name of hostile) assert.equal(skeleton(reportHtml(samplePlan(name), "n")), clean, name);
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (name) => {
      assert.equal(skeleton(reportHtml(samplePlan(name), "n")), clean);
    }),
    { numRuns: 12 },
  );
});

/** A page's tags alone, with the names of their attributes. */
function skeleton(page: string): string {
  const tags = page.replace(/<svg class="bar[\s\S]*?<\/svg>|<svg xmlns[\s\S]*?<\/svg>/g, "").match(/<[^>]+>/g) ?? [];
  return tags.map((tag) => tag.replace(/="[^"]*"/g, "")).join("");
}

function withoutPools(plan: Plan): Plan {
  const nothing = { current: null, planned: null };
  return {
    ...plan,
    pools: [],
    supplySource: "none",
    totals: { ...plan.totals, capacity: {}, costPerHour: nothing, nodes: { current: 0, planned: 0 } },
  };
}
