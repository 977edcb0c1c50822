import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Recommender } from "../../server/src/backtest/recommenders/recommender.ts";
import { recommenders } from "../../server/src/backtest/recommenders/recommenders.ts";
import { knownUse, type ReplicaUse } from "../../server/src/backtest/replica-use.ts";
import { mebibyte, mondayPeaks, officeHours, steady, useOf } from "./use-of.ts";

function recommender(id: string): Recommender {
  const found = recommenders.find((each) => each.id === id);
  assert.ok(found, id);
  return found;
}

/** `request / limit` in millicores or MiB. */
function advice(id: string, use: ReplicaUse): string {
  const advised = recommender(id).advise(use);
  if (advised === undefined) return "nothing";
  const shown = (amount: number | undefined): string =>
    amount === undefined ? "as today" : String(Math.round(use.resource === "cpu" ? 1000 * amount : amount / mebibyte));
  return `${shown(advised.request)} / ${shown(advised.limit)}`;
}

/** Ascending to one core in a hundred even steps, over and over, for ten days at a quarter of an hour. */
const ramp = useOf(
  "cpu",
  Float64Array.from({ length: 960 }, (_, step) => ((step % 100) + 1) / 100),
  { minutes: 15 },
);
/** Ten days at 400 MiB, of which one hour at 600. */
const memory = useOf("memory", steady(400 * mebibyte, 240).fill(600 * mebibyte, 100, 101));

const cases: readonly (readonly [string, ReplicaUse, string])[] = [
  ["vpa", memory, "488 / as today"],
  ["goldilocks-guaranteed", memory, "488 / 488"],
  ["krr", ramp, "950 / as today"],
  ["krr", memory, "690 / 690"],
  ["krr", useOf("cpu", steady(0.001, 240)), "10 / as today"],
  ["krr", useOf("memory", steady(mebibyte, 240)), "100 / 100"],
  ["krr", useOf("cpu", steady(1, 2)), "nothing"],
  ["krr-limit", ramp, "640 / 960"],
  ["krr-limit", memory, "690 / 690"],
  ["crane", useOf("cpu", steady(0.001, 240)), "115 / as today"],
  ["crane", useOf("memory", steady(mebibyte, 240)), "115 / as today"],
  ["kubecost", ramp, "1429 / as today"],
  ["kubecost", memory, "857 / as today"],
  ["kubecost", useOf("cpu", steady(1, 47)), "nothing"],
  ["kruize-cost", ramp, "580 / 580"],
  ["kruize-performance", ramp, "986 / 986"],
  ["kruize-cost", useOf("cpu", [0.2, 0.9, ...steady(0.2, 46)]), "900 / 900"],
  ["kruize-cost", useOf("memory", steady(400 * mebibyte, 48), { peaks: steady(410 * mebibyte, 48) }), "431 / 431"],
  ["kruize-cost", useOf("memory", steady(400 * mebibyte, 48), { peaks: steady(600 * mebibyte, 48) }), "720 / 720"],
  ["yesterday", memory, "400 / 400"],
  ["yesterday", useOf("cpu", [...steady(1, 24), ...steady(0.3, 24)]), "300 / as today"],
];

suite("known recommenders", () => {
  for (const [id, use, expected] of cases) {
    test(`${id}: ${expected} for ${use.mean.length} steps of ${use.resource} from ${use.mean[0]}`, () => {
      assert.equal(advice(id, use), expected);
    });
  }

  test("Autopilot's window looks back over a weekend and keeps the last hour's highest", () => {
    const office = officeHours();
    const at = (days: number, hours: number): number =>
      recommender("autopilot").advise(knownUse(office, (days * 24 + hours) * 60, []))?.request ?? 0;
    const published = [1265, 1116, 1219, 1242];
    const replayed = [at(11, 17.5), at(14, 8.5), at(14, 10), at(14, 12)];
    replayed.forEach((cores, index) => {
      // Two buckets more or less: neither the buckets nor the noise are published.
      assert.ok(Math.abs(1000 * cores - (published[index] ?? 0)) < 24, `${1000 * cores}`);
    });
  });

  test("KRR hardly moves over a week", () => {
    assert.equal(advice("krr", knownUse(officeHours(), (14 * 24 + 8) * 60, [])), "1053 / as today");
    assert.equal(advice("krr", knownUse(mondayPeaks(), 12 * 24, [])), "1035 / 1035");
  });

  test("Goldilocks' burstable bounds stand around VPA's target", () => {
    const [request = 0, limit = 0] = advice("goldilocks-burstable", ramp).split(" / ").map(Number);
    const target = Number(advice("vpa", ramp).split(" / ")[0]);
    assert.ok(request < target && target < limit, `${request} ${target} ${limit}`);
  });

  test("Crane rises above a kill of the last week, and forgets one that is older", () => {
    const kill = (hour: number) => ({
      ...memory,
      kills: [{ time: memory.start + hour * 3_600_000, request: 700 * mebibyte, limit: 700 * mebibyte }],
    });
    assert.equal(advice("crane", kill(200)), "840 / as today");
    assert.equal(advice("crane", kill(10)), advice("crane", memory));
  });

  test("gaps count for none of them", () => {
    for (const { id } of recommenders) {
      const gaps = { ...ramp, mean: ramp.mean.with(500, Number.NaN), max: ramp.max.with(500, Number.NaN) };
      assert.doesNotMatch(advice(id, gaps), /NaN/, id);
      assert.equal(advice(id, useOf("cpu", steady(Number.NaN, 240))), "nothing", id);
    }
  });
});
