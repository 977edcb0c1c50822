import assert from "node:assert/strict";
import { test } from "node:test";
import { matches, rootGlob } from "../../server/src/server/globs.ts";
import { folderOf, isBelow, normalUri, pathBelow } from "../../server/src/server/uris.ts";

test("a URI has one spelling", () => {
  assert.equal(normalUri("file:///C:/a b/ä.yaml"), normalUri("file:///c%3A/a%20b/%C3%A4.yaml"));
  assert.equal(normalUri("untitled:Untitled-1"), "untitled:Untitled-1");
});

test("a file stands below its folders, not below one whose name begins alike", () => {
  assert.equal(isBelow("file:///a", "file:///a/b.yaml"), true);
  assert.equal(isBelow("file:///a/", "file:///a/b.yaml"), true);
  assert.equal(isBelow("file:///a", "file:///ab/b.yaml"), false);
  assert.equal(pathBelow("file:///a", "file:///a/b%20c/d.yaml"), "b c/d.yaml");
  assert.equal(pathBelow("file:///a", "file:///b/c.yaml"), undefined);
  assert.equal(folderOf("file:///a/b/c.yaml"), "file:///a/b");
});

test("a glob is rooted where its wildcards begin", () => {
  const rooted = (glob: string) => {
    const { base, pattern } = rootGlob("file:///project/plans", glob);
    return `${base} ${pattern}`;
  };
  assert.equal(rooted("usage/*.csv"), "file:///project/plans/usage *.csv");
  assert.equal(rooted("**/*.csv"), "file:///project/plans **/*.csv");
  assert.equal(rooted("../metrics/*.csv"), "file:///project/metrics *.csv");
  assert.equal(rooted("usage.csv"), "file:///project/plans usage.csv");
  assert.equal(rooted("../usage.csv"), "file:///project usage.csv");
  assert.equal(rooted("/data/x/*.csv"), "file:///data/x *.csv");
  assert.equal(rooted("/usage.csv"), "file:/// usage.csv");
});

test("a file matches by its plain name, whatever the URI encodes", () => {
  const globs = [rootGlob("file:///project", "usage data/*.csv")];
  assert.equal(matches(globs, "file:///project/usage%20data/a.csv"), true);
  assert.equal(matches(globs, "file:///project/usage%20data/sub/a.csv"), false);
  assert.equal(matches(globs, "file:///project/a.csv"), false);
});
