import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFile } from "../../server/src/document/parse.ts";
import { outlinedFile, outlineOf } from "../../server/src/workspace/file-outline.ts";
import { allFindings, createSnapshot, findingsOf, snapshotOfFiles } from "../../server/src/workspace/snapshot.ts";
import { objects } from "./many-objects.ts";

const texts = objects(12);

test("what an outline tells of a file is all that others' findings need: no value of it is read", () => {
  const whole = createSnapshot(texts);
  for (const own of texts.keys()) {
    // Were the text read, it would say something else.
    const files = [...texts].map(([file, text]) => {
      const source = parseFile(file, text);
      return [file, file === own ? source : outlinedFile(structuredClone(outlineOf(source)), "other: 1\n")] as const;
    });
    const outlined = snapshotOfFiles(new Map(files), undefined, "");
    assert.deepEqual(findingsOf(outlined, own), findingsOf(whole, own), own);
  }
});

test("the values of an outlined file are there for who looks at them", () => {
  const files = [...texts].map(([file, text]) => [file, outlinedFile(outlineOf(parseFile(file, text)), text)] as const);
  assert.deepEqual(allFindings(snapshotOfFiles(new Map(files), undefined, "")), allFindings(createSnapshot(texts)));
});
