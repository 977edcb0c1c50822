import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deployment, pools, resourcePlan, usage } from "./manifest.ts";
import { jsonOf, runWith } from "./terminal.ts";

interface BacktestJson {
  readonly start: string;
  readonly days: number;
  readonly total: readonly {
    readonly recommender: string;
    readonly cpu: { readonly slackShare: number } | null;
    readonly cost: number | null;
  }[];
  readonly workloads: readonly {
    readonly id: string;
    readonly rows: BacktestJson["total"];
    readonly containers: readonly {
      readonly resource: string;
      readonly tracks: readonly {
        readonly recommender: string;
        readonly days: readonly { readonly origin: string; readonly request: number | null }[];
      }[];
    }[];
  }[];
}

interface PlanJson {
  readonly workloads: readonly {
    readonly containers: readonly {
      readonly resources: Readonly<Record<string, { readonly request: { readonly recommended: number } }>>;
    }[];
  }[];
}

const files = {
  "deploy/web.yaml": deployment("web"),
  "history/web.csv": usage({ days: 5 }),
  "plan.yaml": resourcePlan(`history: [{ csv: history/*.csv }]\n${pools}`),
};

describe("backtest", () => {
  test("replays the manifests with the history around them", async (t) => {
    const result = jsonOf<BacktestJson>(
      "backtest",
      await runWith(t, files, "backtest --recommender vpa krr --format json"),
    );
    assert.deepEqual(
      result.total.map(({ recommender }) => recommender),
      ["ours", "today", "vpa", "krr"],
    );
    assert.equal(result.days, 3);
    assert.deepEqual(
      result.workloads.map(({ id }) => id),
      ["Deployment/default/web"],
    );
  });

  test("what a plan says at a day's start is what the replay sets on that day", async (t) => {
    const replayed = jsonOf<BacktestJson>("backtest", await runWith(t, files, "backtest --days 1 --format json"));
    // A step that begins at the origin is not known yet: a second before it.
    const at = new Date(Date.parse(replayed.start) - 1000).toISOString();
    const plan = jsonOf<PlanJson>("plan", await runWith(t, files, `plan --at ${at} --format json`));
    const planned = plan.workloads[0]?.containers[0]?.resources;
    for (const { resource, tracks } of replayed.workloads[0]?.containers ?? []) {
      const [first] = tracks.find(({ recommender }) => recommender === "ours")?.days ?? [];
      assert.equal(first?.request, planned?.[resource]?.request.recommended, resource);
    }
  });

  test("--at ends the last day there, and a day is replayed alike whatever came after it", async (t) => {
    const ran = async (options: string) =>
      jsonOf<BacktestJson>("backtest", await runWith(t, files, `backtest --format json ${options}`));
    const whole = await ran("--days 3");
    const earlier = await ran("--at 2026-10-03T23:59:59Z --days 1");
    const daysOf = ({ workloads }: BacktestJson) =>
      workloads[0]?.containers.flatMap(({ tracks }) => tracks.flatMap(({ days }) => days.slice(0, 1)));
    assert.equal(earlier.start, whole.start);
    assert.deepEqual(daysOf(earlier), daysOf(whole));
  });

  test("a history alone is replayed without today's values", async (t) => {
    const ran = await runWith(t, files, "backtest --history history/web.csv --recommender vpa --format json");
    const { total, workloads } = jsonOf<BacktestJson>("backtest", ran);
    assert.deepEqual(
      total.map(({ recommender, cpu }) => [recommender, cpu !== null]),
      [
        ["ours", true],
        ["today", false],
        ["vpa", true],
      ],
    );
    assert.equal(workloads[0]?.id, "web");
  });

  describe("of environments", () => {
    const overlay = (cpu: number) => ({
      "kustomization.yaml": "resources: [../../base]\n",
      "plan.yaml": resourcePlan("history: [{ csv: web.csv }]\n"),
      "web.csv": usage({ cpu, days: 5 }),
    });
    const below = (folder: string, inside: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(inside).map(([name, text]) => [`${folder}/${name}`, text]));
    const overlays = {
      "base/kustomization.yaml": "resources: [web.yaml]\n",
      "base/web.yaml": deployment("web"),
      ...below("overlays/dev", overlay(0.2)),
      ...below("overlays/production", overlay(0.8)),
    };
    const slackOf = ({ workloads }: BacktestJson): readonly (readonly [string, string])[] =>
      workloads.map(({ id, rows }) => [
        id,
        rows.find(({ recommender }) => recommender === "today")?.cpu?.slackShare.toFixed(1) ?? "none",
      ]);

    test("each is replayed with its own history", async (t) => {
      const ran = await runWith(t, overlays, "backtest --recommender vpa --format json");
      assert.deepEqual(slackOf(jsonOf<BacktestJson>("backtest", ran)), [
        ["dev: Deployment/default/web", "0.8"],
        ["production: Deployment/default/web", "0.2"],
      ]);
    });

    test("--environment replays one", async (t) => {
      const line = "backtest --environment production --recommender vpa --format json";
      const ran = await runWith(t, overlays, line);
      assert.deepEqual(slackOf(jsonOf<BacktestJson>("backtest", ran)), [["production: Deployment/default/web", "0.2"]]);
    });

    test("one that is not there is refused, with those that are", async (t) => {
      const { code, stderr } = await runWith(t, overlays, "backtest --environment stage");
      assert.equal(code, 2);
      assert.match(stderr, /There is no environment stage\. There are dev, production\./);
    });
  });

  for (const [format, shows] of [
    ["text", /^Sized by +CPU slack/m],
    ["markdown", /^\| Resource Planner \|/m],
    ["html", /<circle /],
  ] as const) {
    test(`as ${format}`, async (t) => {
      const { code, stdout } = await runWith(t, files, `backtest --format ${format}`);
      assert.equal(code, 0);
      assert.match(stdout, shows);
      assert.doesNotMatch(stdout.replace(/<script.*<\/script>/s, ""), /NaN|undefined|Infinity/);
    });
  }

  test("too little history is refused, with how much there is", async (t) => {
    const short = { ...files, "history/web.csv": usage({ days: 2 }) };
    const { code, stderr } = await runWith(t, short, "backtest");
    assert.equal(code, 2);
    assert.match(stderr, /Deployment\/default\/web: Its history spans 2 days; a backtest needs 2 days to begin with/);
  });

  for (const line of [
    "backtest --days 0",
    "backtest --recommender nobody",
    "backtest deploy --history history/web.csv",
    "backtest --environment dev --history history/web.csv",
  ]) {
    test(`${line}: wrong usage`, async (t) => {
      assert.equal((await runWith(t, files, line)).code, 2);
    });
  }

  test("progress is shown to a person", async (t) => {
    const { stderr } = await runWith(t, files, "backtest --days 1", { terminal: true });
    assert.match(stderr, /Replaying Deployment\/default\/web/);
  });
});
