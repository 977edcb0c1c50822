import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Finding } from "../../server/src/document/finding.ts";
import { placeAt } from "../../server/src/document/locate.ts";
import { parseFile } from "../../server/src/document/parse.ts";
import { adviceFor } from "./advice-for.ts";
import { arbitraryWorkloads } from "./arbitrary-workloads.ts";
import { edited, findingsOfRules, type Manifests, manifestsOf, strict } from "./check-rules.ts";
import { changedPaths, leavesOf } from "./leaves.ts";

const file = "test.yaml";

test("a fix removes its finding and changes only what is bound to the value", () => {
  fc.assert(
    fc.property(arbitraryWorkloads, ({ text, advised }) => {
      const before = manifestsOf(new Map([[file, text]]));
      const advice = adviceFor(advised)(before.inventory);
      for (const finding of findingsOfRules(before, advice, strict)) {
        if (finding.fix === undefined) continue;
        const after = manifestsOf(edited(before, finding.fix.edits));
        const still = findingsOfRules(after, advice, strict).filter(
          (other) => keyOf(after, other) === keyOf(before, finding),
        );
        assert.deepEqual(still, [], `${finding.code} is still there`);
        for (const path of changesOf(before, after))
          assert.ok(isBound(finding, before, path), `${finding.code} changed ${path}`);
      }
    }),
    { numRuns: 300 },
  );
});

test("comments, quotes and everything between the values survive every fix", () => {
  fc.assert(
    fc.property(arbitraryWorkloads, ({ text, advised }) => {
      const before = manifestsOf(new Map([[file, text]]));
      for (const { fix } of findingsOfRules(before, adviceFor(advised)(before.inventory), strict)) {
        const after = [...edited(before, fix?.edits ?? []).values()].join("");
        assert.deepEqual(after.match(/#.*$/gm), text.match(/#.*$/gm));
      }
    }),
  );
});

test("findings never overlap a value twice with one code, and stand inside the text", () => {
  fc.assert(
    fc.property(arbitraryWorkloads, ({ text, advised }) => {
      const manifests = manifestsOf(new Map([[file, text]]));
      const findings = findingsOfRules(manifests, adviceFor(advised)(manifests.inventory), strict);
      const keys = findings.map(({ code, span }) => `${code} ${span.start}`);
      assert.equal(new Set(keys).size, keys.length);
      for (const { span } of findings) assert.ok(0 <= span.start && span.start < span.end && span.end <= text.length);
    }),
  );
});

test("no text, however broken, makes a rule throw", () => {
  const cut = fc.tuple(
    arbitraryWorkloads,
    fc.nat(),
    fc.nat(),
    fc.constantFrom("", "\t", ": ", "{", "- ", "\0", "&r", "*r", "<<: *r"),
  );
  fc.assert(
    fc.property(cut, ([{ text, advised }, from, length, noise]) => {
      const start = from % text.length;
      const hostile = text.slice(0, start) + noise + text.slice(start + (length % 40));
      const manifests = manifestsOf(new Map([[file, hostile]]));
      findingsOfRules(manifests, adviceFor(advised)(manifests.inventory), strict);
    }),
    { numRuns: 300 },
  );
});

/** A finding by its rule and the path that it stands on, which survives edits of other values. */
function keyOf({ files }: Manifests, { code, span }: Finding): string {
  const document = files
    .get(file)
    ?.documents.find((each) => each.span.start <= span.start && span.end <= each.span.end);
  const path = document === undefined ? undefined : placeAt(document, span.start)?.path;
  return `${code} ${document?.index} ${path?.join(" ")}`;
}

function changesOf(before: Manifests, after: Manifests): readonly string[] {
  const [one, two] = [before, after].map(({ files }) => leavesOf(files.get(file) ?? parseFile(file, "")));
  return one === undefined || two === undefined ? [] : changedPaths(one, two);
}

/** What a fix of these rules may write: paths below their document. */
const written: Readonly<Record<string, RegExp>> = {
  "replicas/too-few": /^spec replicas$/,
  "replicas/written-under-autoscaler": /^spec replicas$/,
  "autoscaler/too-few-replicas": /^spec minReplicas$/,
  "disruption/none-allowed": /^spec (maxUnavailable|minAvailable)$/,
  "disruption/above-autoscaler-minimum": /^spec minAvailable$/,
  "disruption/unhealthy-pods": /^spec unhealthyPodEvictionPolicy$/,
  "workload/selector-mismatch": /^spec template metadata labels app$/,
  "workload/restart-policy": /^spec template spec restartPolicy$/,
  "workload/liveness-probe-missing": / livenessProbe /,
  "workload/readiness-probe-missing": / readinessProbe /,
  "workload/startup-probe-missing": / startupProbe /,
  "workload/priority-class-unknown": /^spec template spec priorityClassName$/,
  "workload/update-strategy": /^spec strategy type$/,
};

/** The rule's own place in its document; else the container's own values, whoever shares them by an anchor, and the autoscaler's target. */
function isBound({ code, span, workload }: Finding, { files, inventory }: Manifests, path: string): boolean {
  const pattern = written[code];
  if (pattern !== undefined) {
    const at = files.get(file)?.documents.find((each) => each.span.start <= span.start && span.end <= each.span.end);
    return path.startsWith(`${at?.index} `) && pattern.test(path.slice(path.indexOf(" ") + 1));
  }
  const own = inventory.workloads.find(({ id }) => id === workload);
  const scaler = inventory.autoscalers.find(({ target }) => target === workload);
  const isOwn = path.startsWith(`${own?.document.index} spec template`) && / resources (requests|limits) /.test(path);
  const isTarget = path.startsWith(`${scaler?.document.index} `) && path.endsWith("averageUtilization");
  return isOwn || isTarget;
}
