import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { deployment, resourcePlan } from "./manifest.ts";
import { runIn, runWith, words } from "./terminal.ts";

const plan = resourcePlan(`manifests: ["web.yaml", "api.yaml"]
pools:
  - name: general
    allocatable: { cpu: 4, memory: 8Gi, pods: 110 }
    nodes: { min: 0, max: 20 }
    pricePerHour: 0.5
`);
const files = { "plan.yaml": plan, "web.yaml": deployment("web", { cpu: "2" }), "api.yaml": deployment("api") };

async function base(t: Parameters<typeof runWith>[0]): Promise<string> {
  const { folder } = await runWith(t, files, "plan --format json --output base.json");
  return folder;
}

describe("plan --compare", () => {
  test("says what a change costs, and fails above a share", async (t) => {
    const folder = await base(t);
    writeFileSync(path.join(folder, "web.yaml"), deployment("web", { cpu: "3", replicas: 6 }));
    const { stdout, code } = await runIn(folder, words("plan --compare base.json --fail-above 10%"));
    assert.match(stdout, /^## Cost of this change\n\n\*\*\d+\.\d\d\/h → \d+\.\d\d\/h\*\* \(\+\d+\.\d %\)\n/);
    assert.match(
      stdout,
      /\| Deployment\/default\/web \| 2 × \(web: cpu 2, memory 1024 Mi\) \| 6 × \(web: cpu 3, memory 1024 Mi\) \|/,
    );
    assert.ok(!stdout.includes("api"));
    assert.equal(code, 1);
    const allowed = await runIn(folder, words("plan --compare base.json --fail-above 1000% --output comment.md"));
    assert.deepEqual([allowed.code, allowed.stdout], [0, ""]);
    assert.equal(readFileSync(path.join(folder, "comment.md"), "utf8"), stdout);
  });

  test("says that nothing has changed", async (t) => {
    const { stdout, code } = await runIn(await base(t), words("plan --compare base.json --fail-above 0%"));
    assert.match(stdout, /\(\+0\.0 %\)\n\nNo workload asks for other resources\.\n$/);
    assert.equal(code, 0);
  });

  test("takes nothing but a plan", async (t) => {
    for (const [line, message] of [
      ["plan --compare gone.json", /gone\.json cannot be read: there is no such file/],
      ["plan --compare web.yaml", /web\.yaml holds no plan/],
      ["plan --compare web.yaml --fail-above much", /Write a share such as 10%/],
    ] as const) {
      const { code, stderr } = await runWith(t, files, line);
      assert.equal(code, 2);
      assert.match(stderr, message);
    }
  });
});
