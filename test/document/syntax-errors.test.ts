import { describe, test } from "node:test";
import { parseFile } from "../../server/src/document/parse.ts";
import { checkFindings } from "../support/check.ts";
import { dedent } from "../support/fixture.ts";

/** Marks below the text say what is found, and where. */
function check(fixture: string, file = "a.yaml"): void {
  const text = dedent(fixture);
  checkFindings(text, parseFile(file, text).findings);
}

describe("a key", () => {
  test("that is being typed", () => {
    check(`
      spec:
        templ
      # ^^^^^ yaml/syntax: \`templ\` needs a \`:\`
        replicas: 3
    `);
  });
  test("that is being typed at the end", () => {
    check(`
      spec:
        replicas: 3
        templ
      # ^^^^^ yaml/syntax: \`templ\` needs a \`:\`
    `);
  });
  test("without a space behind its colon", () => {
    check(`
      a:1
      #<^^^ yaml/syntax: Write a space after the \`:\` in \`a:1\`
      b: 2
    `);
  });
  test("written twice", () => {
    check(`
      limits:
        cpu: 1
        memory: 1Gi
        cpu: 2
      # ^^^ yaml/duplicate-key: The key \`cpu\` is written twice
    `);
  });
  test("that is a map", () => {
    check(`
      x: {[a]: b}
      #   ^ yaml/complex-key: A key must be plain text
    `);
  });
  test("that merges what is no map", () => {
    check(`
      x:
        <<: 1
      # ^^ yaml/merge-key: \`<<\` takes a map
    `);
  });
});

describe("indentation", () => {
  test("by tabs", () => {
    check("a:\n\t\tb: 1\n#<^^ yaml/tabs: Tabs cannot indent YAML. Use spaces.\n");
  });
  test("that goes back to no key's column", () => {
    check(`
      a:
          b: 1
        c: 2
      # ^^^^ yaml/syntax: This line is not indented like the keys
    `);
  });
  test("below a value", () => {
    check(`
      a:
        b: 1
          c: 2
      #   ^ yaml/syntax: This line is indented too far
    `);
  });
  test("that goes back to no key's column, below a value on a line of its own", () => {
    check(`
      a:
        b:
          word
       c: 2
      #^^^^ yaml/syntax: This line is not indented like the keys
    `);
  });
  test("of a list item among keys", () => {
    check(`
      a:
        b: 1
        - c
      # ^ yaml/syntax: A list item cannot stand here
    `);
  });
  test("of one list item", () => {
    check(`
      a:
          - b
        - c
      # ^ yaml/syntax: A list item cannot stand here
    `);
  });
});

describe("a value", () => {
  test("with a second colon", () => {
    check(`
      a: b: c # d
      #  ^^^^ yaml/syntax: A value cannot hold a second
    `);
  });
  test("that begins with a reserved character", () => {
    check(`
      a: @foo
      #  ^^^^ yaml/syntax: A value cannot begin with \`@\`
    `);
  });
  test("with a wrong escape", () => {
    check(`
      path: "a\\d"
      #       ^^^ yaml/syntax: \`\\d\` means nothing
    `);
  });
  test("behind a quoted one", () => {
    check(`
      a: "x" y
      #      ^ yaml/syntax: \`y\` cannot stand here
    `);
  });
  test("whose quote is not closed", () => {
    check(`
      a: 1 # don't
      b:    "x
      #     ^ yaml/syntax: The text that begins with this \`"\` is not closed.
      c: 1
    `);
  });
  test("whose bracket is not closed", () => {
    check(`
      a: {b: 1
      c: 2
      #<^^ yaml/syntax: A \`{\` or \`[\` above is not closed
    `);
  });
  test("without a comma before it", () => {
    check(`
      a: {b: "1" c: 2}
      #          ^^ yaml/syntax: \`c:\` cannot stand here. Is a comma missing before it?
    `);
  });
  test("that begins like a block scalar", () => {
    check(`
      a: >5x
      #    ^ yaml/syntax: After \`|\` or \`>\` the text begins on the next line
    `);
  });
});

describe("an alias", () => {
  test("without an anchor above it", () => {
    check(`
      a: *x
      #  ^^ yaml/unknown-alias: No anchor \`&x\` stands above this alias.
      b: &x 1
    `);
  });
  test("within its own anchor", () => {
    check(`
      a: &x [*x]
      #      ^^ yaml/unknown-alias: The value of the anchor \`&x\` cannot contain itself.
    `);
  });
});

describe("a file", () => {
  test("with git's conflict markers has one finding for each conflict", () => {
    check(`
      a: 1
      <<<<<<< HEAD
      #<^^^^^^^^^^^^ yaml/conflict-markers: This is an unresolved git conflict.
      b: 2
      ||||||| base
      b: 0
      =======
      b: : [3
      >>>>>>> branch
    `);
  });
  test("that is a Helm template has no errors, whatever else it holds", () => {
    check(`
      metadata:
        name:     {{ .Values.name }}
        {{- if .Values.x }}
        labels: {a: b}
        {{- end }}
      ---
      b: "{{ .Values.b }}"
      b: [
    `);
  });
  test("that is another tool's template has none either", () => {
    check(`
      a: {{name}}
      b: {{other}}
    `);
  });
  test("with templates in its strings is a manifest", () => {
    check(`
      a: "{{ .Values.name }}"
      b: |
        {{- if .Values.x }}
    `);
  });
  test("that is binary has one finding", () => {
    check("ab\0c: [\n# ^ yaml/binary: This file is not text\n");
  });
  test("that is not UTF-8 has one finding, and is read", () => {
    check("name: Gr\uFFFD\uFFFDe\n#       ^ yaml/encoding: A character was lost here\n");
  });
  test("of an alias bomb has one finding", () => {
    const levels = Array.from({ length: 30 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`);
    check(["a0: &a0 [x]", "#< yaml/alias-limit: Written out, the aliases", ...levels].join("\n"));
  });
  test("of a merge key bomb has one finding", () => {
    const keys = Array.from({ length: 1000 }, (_, index) => `k${index}: 1`).join(", ");
    const merges = Array.from({ length: 200 }, () => "*a").join(", ");
    check(
      [
        `a: &a {${keys}}`,
        "b:",
        `  <<: [${merges}]`,
        "# ^ yaml/alias-limit: Merge keys bring more",
        `c: {<<: [${merges}]}`,
      ].join("\n"),
    );
  });
  test("nested without end has one finding", () => {
    check(`${"[".repeat(20_000)}\n#< yaml/too-deep: This document is nested too deeply\n`);
    check(`${"[".repeat(500)}${"]".repeat(500)}\n#${" ".repeat(199)}^ yaml/too-deep: Values nest deeper\n`);
  });
});
