import assert from "node:assert/strict";
import { test } from "node:test";
import { selects } from "../../server/src/workload/selector.ts";
import { inventoryOf } from "./inventory-of.ts";

/** Whether a budget with this selector covers pods with the labels. */
function covers(selector: string, labels: Readonly<Record<string, string>>): boolean | undefined {
  const [budget] = inventoryOf(`
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: { name: web }
    spec: { minAvailable: 1${selector === "" ? "" : `, selector: ${selector}`} }
    `).budgets;
  return budget?.selector === undefined ? undefined : selects(budget.selector, labels);
}

test("labels and expressions must all hold, as in the API", () => {
  const web = { app: "web", tier: "front" };
  const cases: readonly (readonly [string, boolean | undefined])[] = [
    ["{ matchLabels: { app: web } }", true],
    ["{ matchLabels: { app: web, tier: back } }", false],
    ["{ matchLabels: { constructor: web } }", false],
    ["{ matchExpressions: [{ key: app, operator: In, values: [web, api] }] }", true],
    ["{ matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }", false],
    ["{ matchExpressions: [{ key: zone, operator: NotIn, values: [a] }] }", true],
    ["{ matchExpressions: [{ key: zone, operator: In, values: [a] }] }", false],
    ["{ matchExpressions: [{ key: tier, operator: Exists }] }", true],
    ["{ matchExpressions: [{ key: tier, operator: DoesNotExist }] }", false],
    ["{ matchExpressions: [{ key: tier, operator: exists }] }", false],
    ["{ matchLabels: { app: web }, matchExpressions: [{ key: zone, operator: Exists }] }", false],
    ["{}", true],
    ["", undefined],
  ];
  for (const [selector, expected] of cases) assert.equal(covers(selector, web), expected, selector);
});
