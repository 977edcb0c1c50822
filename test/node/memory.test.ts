import assert from "node:assert/strict";
import { PerformanceObserver } from "node:perf_hooks";
import { test } from "node:test";
import { giveMemoryBackAtRest } from "../../server/src/node/memory.ts";

test("after work the process collects its garbage once, and its own collection is no work", async () => {
  giveMemoryBackAtRest(0.01);
  let own = 0;
  const collected = new Promise<void>((resolve) => {
    new PerformanceObserver((list) => {
      // Kind 4 is a collection of everything, flag 4 one that was asked for.
      const asked = list.getEntries().filter((entry) => isAskedFor("detail" in entry ? entry.detail : undefined));
      own += asked.length;
      if (own > 0) resolve();
    }).observe({ entryTypes: ["gc"] });
  });
  // A process with nothing else to do would end before the collection.
  const alive = setInterval(() => makeGarbage(), 200);
  makeGarbage();
  await collected;
  clearInterval(alive);
  assert.ok(own >= 1);
});

function isAskedFor(detail: unknown): boolean {
  return JSON.stringify(detail).includes('"kind":4') && !JSON.stringify(detail).includes('"flags":0');
}

function makeGarbage(): readonly string[] {
  return Array.from({ length: 200_000 }, (_, index) => `garbage ${index}`);
}
