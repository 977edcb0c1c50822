import assert from "node:assert/strict";
import { test } from "node:test";
import { compareWithCrd, crdFile } from "../../tools/schemas/compare-crd.ts";

test("the InferenceService's schema is that of KServe's own definition", (context) => {
  const file = crdFile();
  if (file === undefined) {
    context.diagnostic(
      "Did not run: KServe's definition is not here. RESOURCE_PLANNER_DATA names the folder it is in.",
    );
    return;
  }
  assert.deepEqual(compareWithCrd(file), []);
});
