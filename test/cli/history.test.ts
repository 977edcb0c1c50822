import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { resourcePlan, usage } from "./manifest.ts";
import { jsonOf, type Ran, runWith } from "./terminal.ts";

interface ForecastJson {
  readonly series: readonly {
    readonly workload: string;
    readonly resource: string;
    readonly stepSeconds: number;
    readonly model: string | null;
    readonly samples: number;
    readonly points: readonly { readonly time: string; readonly mean: number; readonly upper: number }[];
    readonly reason: string;
  }[];
}

interface RecommendJson {
  readonly recommendations: readonly {
    readonly workload: string;
    readonly resource: string;
    readonly demand: number | null;
    readonly request: number | null;
    readonly limit: number | null;
    readonly reason: string;
  }[];
}

const files = { "web.csv": usage(), "api.csv": usage({ cpu: 2 }) };

describe("forecast", () => {
  test("json: the points follow the last sample, step by step, to the horizon", async (t) => {
    const { series } = jsonOf<ForecastJson>(
      "forecast",
      await runWith(t, files, "forecast --history web.csv --horizon 1h --format json"),
    );
    assert.deepEqual(
      series.map(({ workload, resource, stepSeconds, samples }) => [workload, resource, stepSeconds, samples]),
      [
        ["web", "cpu", 900, 288],
        ["web", "memory", 900, 288],
      ],
    );
    const times = ["00:00", "00:15", "00:30", "00:45"].map((time) => `2026-10-04T${time}:00.000Z`);
    for (const { points } of series) {
      assert.deepEqual(
        points.map(({ time }) => time),
        times,
      );
      for (const { mean, upper } of points) assert.ok(upper >= mean && mean > 0);
    }
  });

  test("--at uses nothing after it, and a higher quantile has a higher bound", async (t) => {
    const series = async (options: string): Promise<ForecastJson["series"][number] | undefined> =>
      jsonOf<ForecastJson>("forecast", await runWith(t, files, `forecast --history web.csv --format json ${options}`))
        .series[0];
    const cut = await series("--at 2026-10-03T12:00:00Z --horizon 1h");
    assert.deepEqual([cut?.samples, cut?.points[0]?.time], [241, "2026-10-03T12:15:00.000Z"]);
    const [low, high] = [await series("--quantile 0.5"), await series("--quantile 99%")];
    assert.ok((high?.points[0]?.upper ?? 0) >= (low?.points[0]?.upper ?? Number.POSITIVE_INFINITY));
    assert.equal((await series("--model linear"))?.model, "linear");
  });

  test("text: a paragraph for each series", async (t) => {
    const { code, stdout, stderr } = await runWith(t, files, "forecast --history '*.csv' --horizon 1d");
    assert.deepEqual([code, stderr], [0, ""]);
    assert.deepEqual(
      [...stdout.matchAll(/^(\w+ \w+) 288 samples\n {2}.* on average, up to .* \(p95\) by /gm)].map(
        ([, title]) => title,
      ),
      ["api cpu", "api memory", "web cpu", "web memory"],
    );
  });

  test("too little history: no points, and the reason", async (t) => {
    const short = { "web.csv": usage({ days: 1 }) };
    const { series } = jsonOf<ForecastJson>(
      "forecast",
      await runWith(t, short, "forecast --history web.csv --format json"),
    );
    for (const { points, model, reason } of series) {
      assert.deepEqual([points, model], [[], null]);
      assert.match(reason, /Too little history: .* of the 2d needed/);
    }
  });
});

describe("recommend", () => {
  test("json: request and limit by the default policy", async (t) => {
    const { recommendations } = jsonOf<RecommendJson>(
      "recommend",
      await runWith(t, files, "recommend --history web.csv --format json"),
    );
    const [cpu, memory] = recommendations;
    assert.ok((cpu?.request ?? 0) >= (cpu?.demand ?? Number.POSITIVE_INFINITY) * 1.1);
    assert.equal(cpu?.limit, null);
    assert.ok((memory?.request ?? 0) >= (memory?.demand ?? Number.POSITIVE_INFINITY) * 1.15);
    assert.equal(memory?.limit, memory?.request);
  });

  test("--policy: the sizing of a ResourcePlan holds", async (t) => {
    const plan = resourcePlan("sizing: { cpu: { margin: 300% }, memory: { limit: none } }\n");
    const ran = await runWith(
      t,
      { ...files, "plan.yaml": plan },
      "recommend --history web.csv --policy plan.yaml --format json",
    );
    const [cpu, memory] = jsonOf<RecommendJson>("recommend", ran).recommendations;
    assert.ok((cpu?.request ?? 0) >= (cpu?.demand ?? Number.POSITIVE_INFINITY) * 4);
    assert.equal(memory?.limit, null);
  });

  test("--policy with a wrong setting is told", async (t) => {
    const plan = resourcePlan("sizing: { cpu: { quantile: 2 } }\n");
    const { code, stderr } = await runWith(
      t,
      { ...files, "plan.yaml": plan },
      "recommend --history web.csv --policy plan.yaml",
    );
    assert.equal(code, 0);
    assert.match(stderr, /plan\.yaml: sizing\.cpu\.quantile must be between 0 and 1 .* The default is used/);
  });

  test("text", async (t) => {
    const { stdout } = await runWith(t, files, "recommend --history web.csv");
    assert.match(stdout, /^web cpu {2}request \d+m\n {2}.+\n\nweb memory {2}request \d+Mi {2}limit \d+Mi\n {2}.+\n$/);
  });

  test("too little history: null with the reason", async (t) => {
    const short = { "web.csv": usage({ days: 1 }) };
    const { recommendations } = jsonOf<RecommendJson>(
      "recommend",
      await runWith(t, short, "recommend --history web.csv --format json"),
    );
    for (const { demand, request, limit, reason } of recommendations) {
      assert.deepEqual([demand, request, limit], [null, null, null]);
      assert.match(reason, /Too little history/);
    }
  });
});

describe("history that is not as it should be", () => {
  const [header = "", ...rows] = usage().trimEnd().split("\n");
  const csv = (...lines: readonly string[]): string => `${[header, ...lines].join("\n")}\n`;
  const damaged = rows.map((row, index) => (index % 10 === 3 ? `${row.split(",")[0]},NaN,-5` : row));

  /** The rest is used, and what could not be is told on standard error. */
  const dirty: Readonly<Record<string, readonly [text: string, stderr: RegExp]>> = {
    "not a number, and negative": [
      csv(...damaged),
      /^resource-planner: a\.csv: 259 of 288 rows are used; found were 29 not a number \(lines 5, 15, 25, …\), 29 negative/,
    ],
    "out of order": [csv(...rows.toReversed()), /287 out of order/],
    repeated: [csv(...rows, ...rows.slice(-2)), /2 repeated, the last one counts \(lines \d+, \d+\)/],
    "with a gap, which is nothing to be told": [csv(...rows.slice(0, 100), ...rows.slice(150)), /^$/],
  };
  for (const [name, [text, expected]] of Object.entries(dirty)) {
    test(name, async (t) => {
      const ran = await runWith(t, { "a.csv": text }, "recommend --history a.csv --format json");
      assert.match(ran.stderr, expected);
      const { recommendations } = jsonOf<RecommendJson>("recommend", ran);
      assert.ok(recommendations.every(({ request }) => request !== null));
      assert.equal(ran.code, 0);
    });
  }

  /** Refused: exit 2, nothing on standard output. */
  const unreadable: Readonly<Record<string, readonly [file: string, content: string | Uint8Array, stderr: RegExp]>> = {
    "a binary file": ["a.csv", Uint8Array.from({ length: 4000 }, (_, index) => (index * 7) % 256), /binary/],
    "an empty file": ["a.csv", "", /it is empty/],
    "a table of something else": ["a.csv", "name,age\nBob,3\n", /no column is called time.*name, age/],
    "a header alone": ["a.csv", csv(), /no usable sample/],
    "only unusable rows": [
      "a.csv",
      csv("2026-10-01,x,y", "2026-10-02,x,y"),
      /0 of 2 rows are used; found were 2 not a number/,
    ],
    "an error of Prometheus": ["a.json", '{"status":"error","error":"query timed out"}', /query timed out/],
    "JSON that is cut off": ["a.json", '{"status":"success","data":{"result":[{"metric":{', /not JSON, or cut off/],
  };
  for (const [name, [file, content, expected]] of Object.entries(unreadable)) {
    test(name, async (t) => {
      for (const command of ["forecast", "recommend"]) {
        const { code, stdout, stderr } = await runWith(t, { [file]: content }, `${command} --history ${file}`);
        assert.match(stderr, expected);
        assert.deepEqual([code, stdout], [2, ""]);
      }
    });
  }

  test("one of several that cannot be read: the rest is used, and the exit code is 2", async (t) => {
    const ran: Ran = await runWith(
      t,
      { ...files, "x.csv": "name,age\nBob,3\n" },
      "recommend --history '*.csv' --format json",
    );
    assert.match(ran.stderr, /x\.csv: No usage history can be read/);
    assert.equal(jsonOf<RecommendJson>("recommend", ran).recommendations.length, 4);
    assert.equal(ran.code, 2);
  });

  test("none up to --at", async (t) => {
    const { code, stderr } = await runWith(t, files, "forecast --history web.csv --at 2001-01-01");
    assert.deepEqual(
      [code, stderr],
      [2, "resource-planner: web.csv: no sample is at or before 2001-01-01T00:00:00.000Z.\n"],
    );
  });
});
