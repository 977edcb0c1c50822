import assert from "node:assert/strict";
import { test } from "node:test";
import { countedOf, surgeOf } from "../../server/src/workload/count-or-share.ts";
import { workloadOf } from "./inventory-of.ts";

test("a share is rounded as asked, a number stays", () => {
  assert.equal(countedOf("25%", 3, "up"), 1);
  assert.equal(countedOf("25%", 3, "down"), 0);
  assert.equal(countedOf("100%", 3, "up"), 3);
  assert.equal(countedOf(5, 3, "up"), 5);
  assert.equal(countedOf("a lot", 3, "up"), undefined);
});

test("an update may run a quarter more, rounded up, unless it says otherwise", () => {
  const surge = (strategy: string, kind = "Deployment") =>
    surgeOf(
      workloadOf(`
    apiVersion: apps/v1
    kind: ${kind}
    metadata: { name: web }
    spec: { replicas: 5, strategy: ${strategy} }
    `),
    );
  assert.equal(surge("{}"), 2);
  assert.equal(surge("{ type: Recreate }"), 0);
  assert.equal(surge("{ rollingUpdate: { maxSurge: 0 } }"), 0);
  assert.equal(surge("{ rollingUpdate: { maxSurge: 100% } }"), 5);
  assert.equal(surge("{}", "StatefulSet"), 0);
});
