import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseWhole } from "../../server/src/document/parse-yaml.ts";
import { readPlainYaml } from "../../server/src/document/plain-yaml.ts";
import { arbitraryManifest } from "./arbitrary-manifest.ts";

const deployment = `# A comment
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: "web", tier: 'back end' } }
spec:
  replicas: 3 # three

  template:
    spec:
      containers:
      - name: web
        image: registry.example.com:5000/web:1.2.3@sha256:abc
        args: ["--listen=0.0.0.0:8080", -v, x y]
        # between
        env:
          - name: A
            value: "1"
          - name: URL
            value: https://example.com/a#b
        resources:
            requests: { cpu: 500m, memory: 1.5Gi }
            limits:
              memory: 1e3
              cpu: 0.50
      - name: other
        command: []
        ports:
        - containerPort: 8080
      tolerations: [ {key: a, value: true} ]
      nodeSelector: {}
`;

test("an ordinary manifest is read without a whole parser", () => {
  assert.notEqual(
    read(deployment.replace("1e3", "1Gi").replace("{key: a, value: true}", "{ key: a, value: true }")),
    undefined,
  );
  compare(deployment);
});

test("anchors, aliases and merge keys are read as a whole parser reads them", () => {
  const shared = `a: &a\n  x: &x 1\n  y: &y [1, 2]\nb: &b # here\n  <<: *a\n  y: *x\n  z: 3\nc:\n  - *a\n  - &i item\n  - d: 1\n    <<: *b\n  - *i # again\nd: *y\n`;
  assert.notEqual(read(shared), undefined);
  compare(shared);
  for (const text of [
    "<<: *a",
    "- &k key: 1",
    "- &k\n    z: 1",
    "- *a : 1",
    "e: *none",
    "e: &e *a",
    "e: &e\n  f: *e",
    "<<: [*a, *b]",
    "e: &a 2",
    "e: &e { f: 1 }",
  ]) {
    compare(`${shared}${text}\n`);
    compare(`${shared}z:\n  ${text}\n  g: *a\nh: *b\n`);
  }
  const typed = fc.tuple(
    fc.nat(shared.length),
    fc.nat(5),
    fc.constantFrom("", " ", "\n", "&a ", "*a", "*b", "<<: *a\n", "- ", ": ", "  ", "x"),
  );
  const edited = typed.map(([at, removed, text]) => shared.slice(0, at) + text + shared.slice(at + removed));
  fc.assert(fc.property(edited, compare), { numRuns: 2000 });
});

test("values are those of the core schema", () => {
  const values = [
    ..."0 -0 1 -1 +1 01 1.5 -1.50 1. .5 1e3 1E-3 0x1F 0o17 0b1 .inf -.inf .nan .NaN 1_000 9007199254740993".split(" "),
    ..."1234567890123456 true True TRUE tRUE false null Null NULL nULL ~ yes no on 500m 1Gi 10.0.0.1 1:30 2024-01-01".split(
      " ",
    ),
    ..."a:b a: a# a#b -a -- - -1m /x .x .5Gi +5 +x 1e 1e3x 0xg 08 0.1.2 1.e3 @x `x %x ? & * ! |".split(" "),
    "a b",
    "a  b",
    "a: b",
    "a #b",
    "a # b",
    "'it''s'",
    "'a' b",
    '"a\\n"',
    '"a"b',
    '"a" #c',
    "[a, b",
    "{a: b}",
    "{ a:b }",
    "[a,b]",
    "[a b]",
    "[a: b]",
    "{ a: }",
    "[a, ]",
    "{ a: 1, a: 2 }",
    "[[a], { b: c }]",
    "{ a: b } c",
    "[]x",
    "a,b",
    "a]b",
    "é",
    "a\u00a0b",
    "",
  ];
  for (const value of values) {
    compare(`a: ${value}\n`);
    compare(`a:\n  - ${value}\n  - b: ${value}\nc: d\n`);
    compare(`a: [${value}, x]\nb: { c: ${value} }\n`);
  }
});

test("whatever is read without a whole parser is what one reads", () => {
  const pieces = fc.constantFrom(
    ..."a: |b:|- |-|  |    |\n|\n  |\n- |\n  - |1|x y| # c|#|: |:|[|]|{|}|, |'|\"|&a |*a|<<: |---|... |!t |? |\n\n|\ta|\r\n|key: value\n|  key:\n".split(
      "|",
    ),
  );
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 14 }).map((all) => all.join("")),
      compare,
    ),
    { numRuns: 3000 },
  );
  fc.assert(fc.property(arbitraryManifest, compare), { numRuns: 300 });
});

test("whatever is typed into a manifest, it is read as a whole parser reads it", () => {
  const typed = fc.tuple(
    fc.nat(deployment.length),
    fc.nat(6),
    fc.constantFrom(
      "",
      " ",
      "  ",
      "\n",
      "-",
      "- ",
      ":",
      ": ",
      "#",
      " #",
      "x",
      "1",
      "'",
      '"',
      "{",
      "}",
      "[",
      "]",
      ",",
      "\n  ",
      "&a",
      "|",
    ),
  );
  const edited = typed.map(([at, removed, text]) => deployment.slice(0, at) + text + deployment.slice(at + removed));
  fc.assert(fc.property(edited, compare), { numRuns: 2000 });
});

function read(text: string): unknown {
  return readPlainYaml(text, { start: 0, end: text.length });
}

/** In its place in a file, too. */
function compare(text: string): void {
  const before = "kind: Other\n---\n";
  const whole = `${before}${text}`;
  const span = { start: before.length, end: whole.length };
  const plain = readPlainYaml(whole, span);
  if (plain === undefined) return;
  const { document, findings } = parseWhole("a.yaml", whole, span, text);
  assert.deepEqual(
    { root: plain, broken: false, findings: [] },
    { root: document.root, broken: document.broken, findings },
    text,
  );
}
