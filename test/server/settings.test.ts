import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultSettings, readSettings } from "../../server/src/server/settings.ts";

test("what is absent or of another type has its default", () => {
  assert.deepEqual(readSettings(undefined), defaultSettings);
  assert.deepEqual(readSettings(null), defaultSettings);
  const wrong = { plan: { automatic: "yes", delay: Number.NaN }, history: { files: "a" }, schema: { validate: 1 } };
  assert.deepEqual(readSettings(wrong), defaultSettings);
});

test("what is there is taken", () => {
  const settings = {
    plan: { automatic: false, delay: 2, seed: 7 },
    history: { files: ["usage/*.csv"], refreshInterval: 5 },
    manifests: { exclude: [], respectGitignore: false },
    schema: { validate: "off" },
    format: { manifests: "on" },
    hover: { chart: false },
    codeLens: { enabled: false },
    inlayHints: { enabled: false },
  };
  assert.deepEqual(readSettings(settings), settings);
});

test("a delay is never negative", () => {
  assert.equal(readSettings({ plan: { delay: -1 } }).plan.delay, 0);
});
