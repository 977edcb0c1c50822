import assert from "node:assert/strict";
import { test } from "node:test";
import { loadHistory } from "../../server/src/node/history-files.ts";
import { readSnapshotPlan } from "./read-plan.ts";
import { testServer, twoDays } from "./server.ts";

const source = { type: "prometheus", location: "http://prometheus.test", server: twoDays } as const;

test("without a network, as in Restricted Mode, no server is asked, and that is said", async () => {
  const history = await loadHistory([source], "/", { workloads: [], origin: "plan.yaml" });
  assert.deepEqual(history.unread, [{ location: source.location, reason: "restricted mode asks no server" }]);
});

test("series of a server stand beside those of files", async (t) => {
  const { access } = testServer(t);
  const history = await loadHistory([source], "/", { workloads: [], network: access });
  const [series] = history.series;
  assert.equal(series?.id, "prod/web/web/cpu");
  assert.deepEqual([series?.unit, series?.stepSeconds, series?.mean.length], ["cores", 3600, 49]);
  assert.deepEqual(history.findings, []);
});

test("trouble with a server is a finding where no ResourcePlan names it", async (t) => {
  const server = testServer(t);
  server.answer = () => new Response("", { status: 404 });
  const { findings } = await loadHistory([source], "/", { workloads: [], network: server.access });
  assert.match(findings[0]?.message ?? "", /^No usage history is read from http:\/\/prometheus\.test: there is no API/);
});

test("a ResourcePlan says what a server is asked", () => {
  const { history, findings } = readSnapshotPlan(`
apiVersion: resource-planner.dev/v1
kind: ResourcePlan
metadata: { name: serving }
spec:
  history:
    - prometheus:
        url: http://prometheus.test
        lookback: 28d
        step: 15m
        matchers: cluster="a"
        queries: { cpu: "x", memory: "" }
    - csv: { files: "history/*.csv", timeZone: Europe/Berlin }
    - prometheus: { url: http://other.test, step: 500ms }
    - csv: { files: "b.csv", timeZone: Mars/Base }
`);
  assert.deepEqual(
    history.map(({ span: _, ...rest }) => rest),
    [
      {
        type: "prometheus",
        location: "http://prometheus.test",
        server: {
          lookbackSeconds: 28 * 86_400,
          stepSeconds: 900,
          matchers: 'cluster="a"',
          queries: { cpu: "x", memory: "" },
        },
      },
      { type: "csv", location: "history/*.csv", timeZone: "Europe/Berlin" },
      { type: "prometheus", location: "http://other.test", server: { queries: {} } },
      { type: "csv", location: "b.csv" },
    ],
  );
  assert.match(
    findings.join("\n"),
    /step must be a duration of whole seconds.*\n.*timeZone must be the name of a time zone/,
  );
});
