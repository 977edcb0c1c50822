import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { ask, good, hours, matrix, testServer, twoDays } from "./server.ts";

/** Hours that were asked for. */
function ranges(asked: readonly { readonly from: number; readonly to: number }[]): readonly string[] {
  return asked.map(({ from, to }) => `${from / 3600}-${to / 3600}`).toSorted();
}

test("a server is asked day by day, at its own path, and its samples come out in order", async (t) => {
  const server = testServer(t);
  const history = await ask(server);
  assert.deepEqual(ranges(server.asked), ["191-191", "192-215", "216-239"]);
  assert.equal(server.asked[0]?.address, "http://prometheus.test/base/api/v1/query_range");
  assert.equal(hours(history), "191…239 ×49");
  assert.equal(history.unread, undefined);
});

test("the second run asks only for what is new, and for what reaches further back", async (t) => {
  const server = testServer(t);
  await ask(server);
  server.asked.length = 0;
  assert.equal(hours(await ask(server)), "191…239 ×49");
  assert.deepEqual(server.asked, []);
  server.now += 2 * 3600;
  assert.equal(hours(await ask(server)), "193…241 ×49");
  assert.deepEqual(ranges(server.asked), ["240-241"]);
  server.now += 3600;
  server.asked.length = 0;
  assert.equal(hours(await ask(server, { ...twoDays, lookbackSeconds: 3 * 86_400 })), "170…242 ×73");
  assert.deepEqual(ranges(server.asked), ["170-191", "242-242"]);
});

test("pieces of one day become one file, and what is too old is dropped", async (t) => {
  const server = testServer(t);
  for (let run = 0; run < 5; run++) {
    await ask(server);
    server.now += 3600;
  }
  const files = () =>
    readdirSync(server.access.cacheFolder ?? "", { recursive: true })
      .map(String)
      .filter((file) => file.endsWith(".json"))
      .map((file) =>
        path
          .basename(file, ".json")
          .split("-")
          .map((seconds) => Number(seconds) / 3600)
          .join("-"),
      )
      .toSorted();
  assert.deepEqual(
    files(),
    ["191-191", "192-215", "216-239", "240-243"].filter((file) => file !== "191-191"),
  );
});

test("another query, step or server shares nothing that is kept", async (t) => {
  const server = testServer(t);
  await ask(server);
  server.asked.length = 0;
  await ask(server, { ...twoDays, queries: { ...twoDays.queries, cpu: "other" } });
  assert.equal(server.asked.length, 3);
});

test("down: the last good data is used, and said to be old", async (t) => {
  const server = testServer(t);
  await ask(server);
  server.now += 5 * 3600;
  server.answer = () => Promise.reject(refusal("ECONNREFUSED"));
  const history = await ask(server);
  assert.equal(hours(history), "196…239 ×44");
  assert.deepEqual(history.unread, {
    location: "http://prometheus.test/base",
    reason: "nothing listens there; is it running, or its port forwarded?",
    until: "1970-01-10T23:00Z (6 h old)",
  });
  assert.deepEqual(server.waits, [0.5, 1, 2]);
});

test("down from the start: what is asked at the time is asked again with back-off, then nothing more", async (t) => {
  const server = testServer(t);
  server.answer = () => Promise.reject(refusal("ENOTFOUND"));
  const { results, unread } = await ask(server);
  assert.deepEqual(results, []);
  assert.match(unread?.reason ?? "", /its name is not known here/);
  assert.equal(unread?.until, undefined);
  assert.ok(server.asked.length <= 8, `${server.asked.length} requests`);
});

test("what had come when the server went down stays: the next run asks for the rest", async (t) => {
  const server = testServer(t);
  server.answer = (asked, number) => (number === 0 ? good(asked) : Promise.reject(refusal("ECONNRESET")));
  const first = await ask({ ...server, access: { ...server.access, parallel: 1 } });
  assert.equal(hours(first), "216…239 ×24");
  server.answer = good;
  server.asked.length = 0;
  assert.equal(hours(await ask(server)), "191…239 ×49");
  assert.deepEqual(ranges(server.asked), ["191-191", "192-215"]);
});

test("429 and 5xx are asked again, as late as the server wishes", async (t) => {
  const server = testServer(t);
  server.answer = (asked, number) => {
    if (number === 0) return new Response("", { status: 429, headers: { "retry-after": "7" } });
    return number === 1 ? new Response("bad gateway", { status: 502 }) : good(asked);
  };
  const history = await ask({ ...server, access: { ...server.access, parallel: 1 } });
  assert.equal(hours(history), "191…239 ×49");
  assert.deepEqual(server.waits, [7, 1]);
  assert.equal(history.unread, undefined);
});

test("what is too much for the server at once is asked for in halves", async (t) => {
  const server = testServer(t);
  server.answer = (asked) =>
    (asked.to - asked.from) / asked.step > 12
      ? Response.json({ status: "error", errorType: "execution", error: "too many samples" }, { status: 422 })
      : good(asked);
  const history = await ask(server);
  assert.equal(hours(history), "191…239 ×49");
  assert.equal(history.unread, undefined);
});

test("a slow server: less at a time, then the end, with what to say", async (t) => {
  const server = testServer(t);
  server.answer = () => Promise.reject(new DOMException("slow", "TimeoutError"));
  const { unread } = await ask(server);
  assert.equal(unread?.reason, "it did not answer within 30 s");
  assert.ok(server.asked.length <= 6, `${server.asked.length} requests`);
});

const lies: readonly (readonly [string, (text: string) => Response, RegExp])[] = [
  ["cut off", (text) => new Response(text.slice(0, -9)), /not JSON, or cut off/],
  ["a page for signing in", () => new Response("<html>Sign in</html>"), /not JSON/],
  ["another format", () => Response.json({ hello: 1 }), /not Prometheus' format/],
  ["a vector", () => Response.json({ status: "success", data: { resultType: "vector", result: [] } }), /no matrix/],
  ["samples of another time", () => Response.json(matrix(0, 3600, 3600)), /at times that were not asked for/],
  ["samples that are none", (text) => new Response(text.replace(/"\d+"/, "{}")), /samples that are none/],
  [
    "series that are none",
    () => Response.json({ status: "success", data: { resultType: "matrix", result: [{ a: 1 }] } }),
    /something else than series/,
  ],
];

for (const [name, answer, reason] of lies) {
  test(`a lying server: ${name} is not believed, and nothing of it kept`, async (t) => {
    const server = testServer(t);
    server.answer = async (asked) => answer(await good(asked).text());
    const history = await ask(server);
    assert.match(history.unread?.reason ?? "", reason);
    assert.equal(hours(history), "");
    server.answer = good;
    assert.equal(hours(await ask(server)), "191…239 ×49");
  });
}

test("an answer of which a part is missing is used, said to be partial, and asked for again", async (t) => {
  const server = testServer(t);
  server.answer = ({ from, to, step }) => Response.json({ ...matrix(from, to, step), warnings: ["store-1 is down"] });
  const history = await ask(server);
  assert.equal(hours(history), "191…239 ×49");
  assert.match(history.unread?.reason ?? "", /a part is missing: store-1 is down/);
  server.answer = good;
  server.asked.length = 0;
  assert.equal((await ask(server)).unread, undefined);
  assert.equal(server.asked.length, 3);
});

test("a wrong query or address is told at once, with the remedy", async (t) => {
  const reasons: readonly (readonly [Response, RegExp])[] = [
    [
      Response.json({ status: "error", error: "parse error: bad" }, { status: 400 }),
      /answers with 400: parse error: bad/,
    ],
    [new Response("", { status: 404 }), /no API of Prometheus.*\/prometheus/],
    [new Response("", { status: 401 }), /set RESOURCE_PLANNER_PROMETHEUS_URL to its address/],
    [new Response("", { status: 302, headers: { location: "https://sso.test" } }), /redirects to https:\/\/sso\.test/],
  ];
  for (const [response, reason] of reasons) {
    const server = testServer(t);
    server.answer = () => response.clone();
    assert.match((await ask(server)).unread?.reason ?? "", reason);
    assert.deepEqual(server.waits, []);
  }
});

test("nothing found is said, with how to see the queries", async (t) => {
  const server = testServer(t);
  server.answer = () => Response.json({ status: "success", data: { resultType: "matrix", result: [] } });
  assert.match(
    (await ask(server)).unread?.reason ?? "",
    /none of the queries finds anything.*resource-planner queries/,
  );
});

test("credentials go to the server that the environment names, and to no other", async (t) => {
  const environment = { RESOURCE_PLANNER_PROMETHEUS_TOKEN: "secret", RESOURCE_PLANNER_PROMETHEUS_TENANT: "team" };
  const named = testServer(t, { ...environment, RESOURCE_PLANNER_PROMETHEUS_URL: "http://prometheus.test/other" });
  await ask(named);
  assert.equal(named.asked[0]?.headers.get("authorization"), "Bearer secret");
  assert.equal(named.asked[0]?.headers.get("x-scope-orgid"), "team");
  const other = testServer(t, { ...environment, RESOURCE_PLANNER_PROMETHEUS_URL: "http://elsewhere.test" });
  other.answer = () => new Response("", { status: 401 });
  assert.match((await ask(other)).unread?.reason ?? "", /to no other: set it to this address/);
  assert.ok(other.asked.every(({ headers }) => !headers.has("authorization") && !headers.has("x-scope-orgid")));
  const basic = testServer(t, {
    RESOURCE_PLANNER_PROMETHEUS_URL: "http://prometheus.test",
    RESOURCE_PLANNER_PROMETHEUS_USERNAME: "me",
    RESOURCE_PLANNER_PROMETHEUS_PASSWORD: "word",
  });
  await ask(basic);
  assert.equal(basic.asked[0]?.headers.get("authorization"), `Basic ${btoa("me:word")}`);
});

test("a reading that is stopped asks nothing more, and is no trouble", async (t) => {
  const server = testServer(t);
  let stopped = false;
  server.answer = (asked) => {
    stopped = true;
    return new Promise((_, reject) => reject(new DOMException(String(asked.from), "AbortError")));
  };
  const { unread } = await ask(server, twoDays, () => stopped);
  assert.equal(unread, undefined);
});

test("kept answers that somebody damaged are dropped, and asked for anew", async (t) => {
  const server = testServer(t);
  await ask(server);
  const folder = server.access.cacheFolder ?? "";
  for (const file of readdirSync(folder, { recursive: true }).map(String)) {
    if (file.endsWith(".json")) writeFileSync(path.join(folder, file), "{");
  }
  assert.match((await ask(server)).unread?.reason ?? "", /damaged; plan again/);
  assert.equal(hours(await ask(server)), "191…239 ×49");
});

test("a cache that cannot be written costs nothing but time", async (t) => {
  const server = testServer(t);
  const file = path.join(server.access.cacheFolder ?? "", "file");
  writeFileSync(file, "");
  const history = await ask({ ...server, access: { ...server.access, cacheFolder: file } });
  assert.equal(hours(history), "191…239 ×49");
});

function refusal(code: string): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
}
