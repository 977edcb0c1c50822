import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createSnapshot, judgmentOf } from "../../server/src/workspace/snapshot.ts";
import { checkFix } from "../support/check.ts";
import { dedent, extractFiles } from "../support/fixture.ts";
import { isMeant } from "./sturdy.ts";

/** A pod with two quantities that nobody can mean. */
function pod(annotations = "{}"): string {
  return `
    apiVersion: v1
    kind: Pod
    metadata: { name: web, annotations: ${annotations} }
    spec:
      containers:
        - name: web
          image: web
          resources:
            requests: { memory: 128m, cpu: 3x }`;
}

function judged(text: string, configuration = ""): ReturnType<typeof judgmentOf> {
  const texts = new Map([
    ["a.yaml", text],
    [".resource-planner.yaml", configuration],
  ]);
  const { findings, suppressed } = judgmentOf(createSnapshot(texts), "a.yaml");
  return { findings: findings.filter(isMeant), suppressed };
}

function codes(text: string, configuration?: string): readonly string[] {
  return judged(dedent(text), configuration).findings.map(({ code }) => code);
}

describe("a comment before a line", () => {
  test("holds back what begins in the line, for a reason", () => {
    const text = dedent(`
      ${pod().replace("requests:", "# resource-planner-disable-next-line quantity/milli-memory: bytes are meant\n            requests:")}
    `);
    const { findings, suppressed } = judged(text);
    assert.deepEqual(
      findings.map(({ code }) => code),
      ["quantity/invalid"],
    );
    assert.deepEqual(
      suppressed.map(({ finding, reason, by }) => [finding.code, reason, by]),
      [["quantity/milli-memory", "bytes are meant", "manifest"]],
    );
  });

  const comments: Readonly<Record<string, readonly string[]>> = {
    "# resource-planner-disable-next-line quantity/milli-memory, quantity/invalid": [],
    "# resource-planner-disable-next-line quantity/milli-memory quantity/invalid: two": [],
    "#resource-planner-disable-next-line   quantity/*": [],
    "# resource-planner-disable-next-line quantity/invalid\n            # resource-planner-disable-next-line quantity/milli-memory: stacked":
      [],
    "# resource-planner-disable-next-line quantity/invalid\n\n            # why not": ["quantity/milli-memory"],
    "# resource-planner-disable-file quantity/*": [],
    "# resource-planner-disable-next-lines quantity/*": ["quantity/milli-memory", "quantity/invalid"],
  };
  for (const [comment, left] of Object.entries(comments)) {
    test(JSON.stringify(comment), () => {
      assert.deepEqual(codes(pod().replace("requests:", `${comment}\n            requests:`)), left);
    });
  }

  test("of Windows lines", () => {
    const text = dedent(
      pod().replace("requests:", "# resource-planner-disable-next-line quantity/*: x\n            requests:"),
    );
    assert.deepEqual(codes(text.replaceAll("\n", "\r\n")), []);
  });

  test("reaches no other line, and is told to be of no use", () => {
    const comment = "# resource-planner-disable-next-line quantity/*";
    const text = dedent(pod().replace("image:", `${comment}\n          image:`));
    const unused = judged(text).findings.filter(({ code }) => code === "suppression/unused");
    assert.deepEqual(
      unused.map(({ span }) => text.slice(span.start, span.end)),
      [comment],
    );
    assert.equal(judged(text).suppressed.length, 0);
  });
});

describe("what looks like a comment and is none", () => {
  test("a line of a text", () => {
    const text = `
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: a }
      data:
        a: |
          # resource-planner-disable-file quantity/*
          echo
    `;
    assert.deepEqual(codes(text), []);
  });
});

describe("a suppression that suppresses nothing", () => {
  test("is a hint, whose fix takes the comment away", () => {
    const text = dedent(`
      apiVersion: v1
      # resource-planner-disable-next-line schema/kind: it was wrong once
      kind: Pod
      metadata: { name: a }
      spec: { containers: [{ name: a, image: a }] }
    `);
    const { findings } = judged(text);
    assert.deepEqual(
      findings.map(({ code, severity, span }) => [code, severity, text.slice(span.start, span.end)]),
      [["suppression/unused", "hint", "# resource-planner-disable-next-line schema/kind: it was wrong once"]],
    );
    checkFix(text, findings, "suppression/unused", text.replace(/# .*\n/, ""));
  });

  test("one code of several is taken out", () => {
    const before = dedent(`
      ${pod().replace("requests:", "# resource-planner-disable-next-line schema/kind, quantity/*: why\n            requests:")}
    `);
    const { findings } = judged(before);
    checkFix(before, findings, "suppression/unused", before.replace("schema/kind, ", ""));
    const last = before.replace("schema/kind, quantity/*", "quantity/*, schema/kind");
    checkFix(last, judged(last).findings, "suppression/unused", last.replace(", schema/kind", ""));
  });

  const annotated: Readonly<Record<string, readonly [before: string, after: string]>> = {
    "an annotation between braces": ['{ a: b, resource-planner.dev/ignore: "schema/kind" }', "{ a: b }"],
    "the first of several": ["{ resource-planner.dev/ignore: schema/kind, a: b }", "{ a: b }"],
    "one code of an annotation": [
      "{ resource-planner.dev/ignore: 'schema/kind, quantity/*: why' }",
      "{ resource-planner.dev/ignore: 'quantity/*: why' }",
    ],
    "the last code of an annotation": [
      '{ resource-planner.dev/ignore: "quantity/*,schema/kind" }',
      '{ resource-planner.dev/ignore: "quantity/*" }',
    ],
  };
  for (const [name, [before, after]] of Object.entries(annotated)) {
    test(`${name} is taken out`, () => {
      const text = dedent(pod(before));
      checkFix(text, judged(text).findings, "suppression/unused", dedent(pod(after)));
    });
  }

  test("an annotation alone goes with the map that holds it", () => {
    const bare = dedent(pod()).replace(", annotations: {}", "");
    const inBraces = bare.replace(
      "{ name: web }",
      "{ name: web, annotations: { resource-planner.dev/ignore: schema/kind } }",
    );
    checkFix(inBraces, judged(inBraces).findings, "suppression/unused", bare);
    const block = bare.replace("metadata: { name: web }", "metadata:\n  name: web");
    const ignore = "\n  annotations:\n    resource-planner.dev/ignore: schema/kind";
    const inLines = block.replace("  name: web", `  name: web${ignore}`);
    checkFix(inLines, judged(inLines).findings, "suppression/unused", block);
    const two = inLines.replace("annotations:\n", "annotations:\n    a: b\n");
    checkFix(two, judged(two).findings, "suppression/unused", two.replace(/\n.*schema\/kind/, ""));
  });

  const messages: Readonly<Record<string, string>> = {
    "quantity/invald":
      "Nothing of quantity/invald is found here, so that this suppresses nothing. Did you mean quantity/invalid?",
    "": "This suppresses nothing: name the codes, such as quantity/suspicious-unit.",
    "schema/kind": "Nothing of schema/kind is found here, so that this suppresses nothing.",
  };
  for (const [code, message] of Object.entries(messages)) {
    test(JSON.stringify(code), () => {
      const { findings } = judged(`# resource-planner-disable-file ${code}\n`);
      assert.deepEqual(
        findings.map((finding) => finding.message),
        [message],
      );
    });
  }

  test("is not told where there is no plan that it could be for, nor of what cannot be read", () => {
    assert.deepEqual(codes("# resource-planner-disable-file plan/over-requested\n"), []);
    assert.deepEqual(codes('# resource-planner-disable-file quantity/invalid\na: "b\n'), ["yaml/syntax"]);
  });

  test("can be turned off", () => {
    assert.deepEqual(
      codes("# resource-planner-disable-file schema/kind\n", "rules: { suppression/unused: off }\n"),
      [],
    );
  });
});

describe("annotations", () => {
  const annotations: Readonly<Record<string, readonly string[]>> = {
    '{ resource-planner.dev/ignore: "quantity/milli-memory, quantity/invalid" }': [],
    "{ resource-planner.dev/ignore: 'quantity/*: measured so' }": [],
    "{ resource-planner.dev/ignore: quantity/invalid }": ["quantity/milli-memory"],
    "{ resource-planner.dev/ignore: quantity/negative }": [
      "suppression/unused",
      "quantity/milli-memory",
      "quantity/invalid",
    ],
  };
  for (const [annotation, left] of Object.entries(annotations)) {
    test(annotation, () => assert.deepEqual(codes(pod(annotation)), left));
  }

  test("of one object say nothing about the next", () => {
    const both = `${pod('{ resource-planner.dev/ignore: "quantity/*" }')}\n    ---${pod().replace("name: web,", "name: api,")}`;
    assert.deepEqual(codes(both), ["quantity/milli-memory", "quantity/invalid"]);
  });

  test("of a pod template count too", () => {
    const text = `
      apiVersion: batch/v1
      kind: CronJob
      metadata: { name: a }
      spec:
        schedule: "* * * * *"
        jobTemplate:
          spec:
            template:
              metadata: { annotations: { resource-planner.dev/ignore: "quantity/*" } }
              spec:
                restartPolicy: Never
                containers: [{ name: a, image: a, resources: { requests: { cpu: 3x } } }]
    `;
    assert.deepEqual(codes(text), []);
  });
});

describe("annotations for other tools", () => {
  const hpa = (annotations: string): string => `
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: { name: web, annotations: ${annotations} }
    spec:
      scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: gone }
      minReplicas: 2
      maxReplicas: 3
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec:
      selector: { matchLabels: { app: web } }
      template:
        metadata: { labels: { app: web } }
        spec: { containers: [{ name: web, image: web }] }
  `;
  const annotations: Readonly<Record<string, readonly string[]>> = {
    "{}": ["autoscaler/dangling-target"],
    "{ ignore-check.kube-linter.io/dangling-horizontalpodautoscaler: in another repository }": [],
    "{ kube-score/ignore: 'stable-version, horizontalpodautoscaler-has-target' }": [],
    "{ kube-score/ignore: stable-version }": ["autoscaler/dangling-target"],
    "{ ignore-check.kube-linter.io/unset-cpu-requirements: small }": ["autoscaler/dangling-target"],
    "{ polaris.fairwinds.com/cpuRequestsMissing-exempt: 'true' }": ["autoscaler/dangling-target"],
  };
  for (const [annotation, left] of Object.entries(annotations)) {
    test(annotation, () => assert.deepEqual(codes(hpa(annotation)), left));
  }

  test("the reason is kept", () => {
    const text = dedent(hpa("{ ignore-check.kube-linter.io/dangling-horizontalpodautoscaler: elsewhere }"));
    assert.deepEqual(
      judged(text).suppressed.map(({ reason }) => reason),
      ["elsewhere"],
    );
  });
});

test("files of several folders are told apart", () => {
  const files = extractFiles(
    dedent(`
      #- a.yaml
      # resource-planner-disable-file quantity/*
      #- b.yaml
      a: b
    `),
  );
  assert.equal(judgmentOf(createSnapshot(files), "b.yaml").findings.length, 0);
});
