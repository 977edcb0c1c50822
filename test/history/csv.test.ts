import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { historyIn, problemsOf, readText, show } from "./read.ts";

function check(file: string, text: string, expected: string): void {
  assert.equal(show(historyIn({ [file]: text })), expected);
}

test("long: a row says whose usage of what it is, in any order of columns", () => {
  check(
    "usage.csv",
    `value,resource,container,workload,namespace,time
0.5,cpu,main,web,prod,2026-01-01T00:00:00Z
100Mi,memory,main,web,prod,2026-01-01T00:00:00Z
0.7,cpu,main,web,prod,2026-01-01T00:15:00Z
1.5Gi,memory,main,web,prod,2026-01-01T00:15:00Z
`,
    `prod/web/main/cpu cores 2026-01-01T00:00:00Z 900s: 0.5 0.7
prod/web/main/memory bytes 2026-01-01T00:00:00Z 900s: 104858000 1610610000`,
  );
});

test("wide: a column a resource, the file's name the workload, maxima beside the means", () => {
  check(
    "history/api.csv",
    "time,cpu,cpu_max,memory\n1767225600,0.5,0.9,100\n1767226500,0.6,0.8,200\n",
    `/api//cpu cores 2026-01-01T00:00:00Z 900s: 0.5 0.6 max 0.9 0.8
/api//memory bytes 2026-01-01T00:00:00Z 900s: 100 200`,
  );
});

test("wide: a column a workload, the file's name the resource", () => {
  check(
    "history/cpu.csv",
    "ts,api,web,web_max\n1767225600000,1,2,3\n1767225900000,4,5,6\n",
    `/api//cpu cores 2026-01-01T00:00:00Z 300s: 1 4
/web//cpu cores 2026-01-01T00:00:00Z 300s: 2 5 max 3 6`,
  );
});

test("a single column: file or column name workload and resource, as far as they do", () => {
  const rows = "0,1\n60,2\n";
  check("api.cpu.csv", `timestamp,value\n${rows}`, "/api//cpu cores 1970-01-01T00:00:00Z 60s: 1 2");
  check("api_memory.csv", `timestamp,value\n${rows}`, "/api//memory bytes 1970-01-01T00:00:00Z 60s: 1 2");
  check("queue.csv", `timestamp,value\n${rows}`, "/queue//value no unit 1970-01-01T00:00:00Z 60s: 1 2");
  check("cpu.csv", `timestamp,value\n${rows}`, "/cpu//cpu cores 1970-01-01T00:00:00Z 60s: 1 2");
  check("export.csv", `"Time","web-cpu"\n${rows}`, "/web//cpu cores 1970-01-01T00:00:00Z 60s: 1 2");
  check("export.csv", `Time,web\n${rows}`, "/web//value no unit 1970-01-01T00:00:00Z 60s: 1 2");
});

test("rows with pods are summed, a total stands for itself", () => {
  check(
    "usage.csv",
    `time,workload,pod,resource,value
0,web,web-1,cpu,1
0,web,web-2,cpu,2
60,web,web-1,cpu,3
60,web,web-2,cpu,4
120,web,web-1,cpu,5
120,web,,cpu,9
`,
    "/web//cpu cores 1970-01-01T00:00:00Z 60s: 3 7 9 of 2 pods",
  );
});

test("times: with and without zone, with a space, as epoch seconds and milliseconds", () => {
  const times = [
    "2026-01-01T00:00:00Z",
    "2026-01-01T01:01:00+01:00",
    "2026-01-01 00:02:00",
    "2026-01-01T00:03:00.000",
    "1767225840",
    "1767225900000",
    "1767225960.25",
    "2026-01-01 00:07",
  ];
  check(
    "api.csv",
    `time,cpu\n${times.map((time, i) => `${time},${i}`).join("\n")}`,
    "/api//cpu cores 2026-01-01T00:00:00Z 60s: 0 1 2 3 4 5 6 7",
  );
});

test("no time: months, days and zones that no calendar has", () => {
  const times = ["2026-13-01", "2026-02-30T00:00:00Z", "2026-01-01T25:00:00", "yesterday", "", "-5", "01/02/2026"];
  const result = readText("api.csv", `time,cpu\n${times.map((time) => `${time},1`).join("\n")}\n0,1`);
  assert.equal(problemsOf(result), "1/8; bad-time ×7 @2,3,4");
});

test("separators, decimal commas, quotes, byte order mark, line ends", () => {
  const expected = "/api//cpu cores 1970-01-01T00:00:00Z 60s: 0.5 1.5";
  check("api.csv", "time;cpu\n0;0,5\n60;1,5", expected);
  check("api.csv", "time\tcpu\n0\t0.5\n60\t1.5\n", expected);
  check("api.csv", '\uFEFFtime,cpu\r\n"0","0.5"\r\n"60","1.5"\r\n', expected);
  check("api.csv", "sep=;\ntime;cpu\n0;0,5\n\n60;1,5\n", expected);
  check("cpu.csv", 'time,"a, ""b"""\n0,1\n60,2\n', '/a, "b"//cpu cores 1970-01-01T00:00:00Z 60s: 1 2');
});

test("units: in the cell, in a column, spelled as people do", () => {
  check(
    "usage.csv",
    `time,workload,resource,unit,value
0,a,cpu,m,250
0,b,cpu,,250m
0,c,cpu,millicores,250
0,d,memory,MiB,2
0,e,memory,,1.5 GiB
0,f,memory,kb,3
0,g,requests,requests/min,120
0,h,gpu,,1
0,i,cpu,,2 cores
0,j,,bytes,7
`,
    `/a//cpu cores 1970-01-01T00:00:00Z 900s: 0.25
/b//cpu cores 1970-01-01T00:00:00Z 900s: 0.25
/c//cpu cores 1970-01-01T00:00:00Z 900s: 0.25
/d//memory bytes 1970-01-01T00:00:00Z 900s: 2097150
/e//memory bytes 1970-01-01T00:00:00Z 900s: 1610610000
/f//memory bytes 1970-01-01T00:00:00Z 900s: 3000
/g//requests requests/s 1970-01-01T00:00:00Z 900s: 2
/h//nvidia.com/gpu devices 1970-01-01T00:00:00Z 900s: 1
/i//cpu cores 1970-01-01T00:00:00Z 900s: 2
/j//memory bytes 1970-01-01T00:00:00Z 900s: 7`,
  );
});

test("bad rows are counted with their first lines, the rest is used", () => {
  const result = readText(
    "usage.csv",
    `time,workload,resource,unit,value
0,a,cpu,cores,1
60,a,cpu,cores,NaN
120,a,cpu,cores,-1
180,a,cpu,parsec,1
240,a,cpu,,12 parsec
300,a
360,a,cpu,,Infinity
60,a,cpu,,2
60,a,cpu,,3
420,a,cpu,bytes,1
480,a,cpu,,
`,
  );
  assert.equal(
    problemsOf(result),
    "2/11; not-a-number ×3 @3,8,12; negative ×1 @4; wrong-unit ×3 @5,6,11; wrong-columns ×1 @7; duplicate ×1 @10",
  );
});

test("rows out of order are sorted in; of rows of one time the last counts", () => {
  const result = readText("api.csv", "time,cpu\n0,1\n120,3\n60,2\n120,4\n");
  assert.equal(problemsOf(result), "3/4; unordered ×1 @4; duplicate ×1 @5");
  check("api.csv", "time,cpu\n0,1\n120,3\n60,2\n120,4\n", "/api//cpu cores 1970-01-01T00:00:00Z 60s: 1 2 4");
});

test("a row is one problem, however many of its cells have it", () => {
  const result = readText("api.csv", "time,cpu,memory\n0,1,1\n60,NaN,NaN\n120,1,1\n60,1,1\n60,2,2\n180,,5\n");
  assert.equal(problemsOf(result), "4/6; not-a-number ×1 @3; unordered ×2 @5,6; duplicate ×1 @6");
});

test("a clock that went wrong does not stretch the grid", () => {
  const rows = Array.from({ length: 20 }, (_, i) => `${1767225600 + 60 * i},${i}`).join("\n");
  const text = `time,cpu\n0,1\n${rows}\n99999999999,1\n`;
  assert.equal(problemsOf(readText("api.csv", text)), "20/22; stray-time ×2 @2,23");
  assert.equal(historyIn({ "api.csv": text }).series[0]?.mean.length, 20);
});

test("gaps are in the report", () => {
  const result = readText("api.csv", "time,cpu\n0,1\n60,1\n120,1\n180,1\n600,1\n660,1\n");
  assert.equal(problemsOf(result), "6/6; gap ×1 @6");
});

test("what is no history says so, and what would be one", () => {
  const unreadable = (text: string) => readText("x.csv", text).unreadable ?? "";
  assert.match(unreadable("name,age\nx,1\n"), /^no column is called time.*name, age.*a usage history has the columns/);
  assert.match(unreadable("time\n0\n"), /^beside the time there is no column/);
  assert.match(unreadable(""), /^it is empty/);
  assert.match(unreadable("time,cpu\u0000\u0001"), /^it is a binary file/);
  assert.match(unreadable(`\u001f\u008b${"\uFFFD".repeat(50)}`), /^no column is called time/);
  assert.equal(readText("x.csv", "name,age\nx,1\n").recognized, false);
});

test("an unclosed quote loses its own row, not the file", () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `${60 * (i + 2)},1`).join("\n");
  const result = readText("api.csv", `time,cpu\n0,1\n60,"1\n${rows}\n`);
  assert.ok(result.used > 10_000, problemsOf(result));
  const alone = readText("api.csv", 'time,cpu\n0,1\n60,"2');
  assert.equal(problemsOf(alone), "1/2; not-a-number ×1 @3");
});

test("a file without line breaks is not kept", () => {
  const result = readText("api.csv", "x".repeat(3_000_000), 65_536);
  assert.match(result.unreadable ?? "", /^no column is called time/);
});

const cell = fc.oneof(
  fc.nat(9).map(String),
  fc.constantFrom("NaN", "-1", "", '"', '"a""b"', "250m", "2 Gi", "\r", "é", "1e3", "=1+1", "\u2028"),
);
const table = fc.array(
  fc.array(cell, { maxLength: 4 }).map((cells) => cells.join(",")),
  { maxLength: 12 },
);

test("whatever the rows are: no exception, and the pieces they come in don't matter", () => {
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 7 }), fc.constantFrom("\n", "\r\n"), (rows, size, newline) => {
      const text = ["time,cpu,memory,pod", ...rows].join(newline);
      const whole = readText("api.csv", text);
      assert.deepEqual(readText("api.csv", text, size), whole);
      assert.ok(whole.used <= whole.rows);
    }),
  );
});

test("the order of the rows does not matter", () => {
  const rows = fc.uniqueArray(fc.record({ time: fc.nat(50), value: fc.nat(99) }), {
    selector: ({ time }) => time,
    minLength: 1,
  });
  fc.assert(
    fc.property(
      rows.chain((ordered) =>
        fc.tuple(fc.constant(ordered), fc.shuffledSubarray(ordered, { minLength: ordered.length })),
      ),
      ([ordered, shuffled]) => {
        const text = (list: typeof ordered) =>
          `time,cpu\n${list.map(({ time, value }) => `${900 * time},${value}`).join("\n")}`;
        assert.equal(show(historyIn({ "a.csv": text(shuffled) })), show(historyIn({ "a.csv": text(ordered) })));
      },
    ),
  );
});
