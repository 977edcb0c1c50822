import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { findFiles } from "../../server/src/node/manifest-files.ts";
import { folderWith } from "./folder.ts";

/** What is found below `at`, relative to the folder, in a repository with these files. */
async function foundIn(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  { at = "", globs = ["**/*.yaml"] }: { readonly at?: string; readonly globs?: readonly string[] } = {},
): Promise<readonly string[]> {
  const folder = folderWith(t, { ".git/HEAD": "", ...files });
  const found = await findFiles({ folder: path.join(folder, at), globs, respectGitignore: true });
  return found.map((file) => path.relative(folder, file).split(path.sep).join("/"));
}

const tree = { "a.yaml": "", "out/b.yaml": "", "deploy/out/c.yaml": "", "deploy/d.yaml": "" };

const cases: readonly {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly at?: string;
  readonly globs?: readonly string[];
  readonly found: readonly string[];
}[] = [
  {
    title: "a name is ignored at every depth, a path with a slash at one",
    files: { ".gitignore": "# made\n\nout/\n/a.yaml\r\n" },
    found: ["deploy/d.yaml"],
  },
  {
    title: "an inner file outweighs an outer one, for itself and for folders",
    files: { ".gitignore": "out\n*.yaml", "deploy/.gitignore": "!out\n!*.yaml\n/d.yaml" },
    found: ["deploy/out/c.yaml"],
  },
  {
    title: "what is in an ignored folder cannot be taken in again",
    files: { ".gitignore": "deploy/\n!deploy/d.yaml" },
    found: ["a.yaml", "out/b.yaml"],
  },
  {
    title: "a pattern of an inner file holds below it alone",
    files: { "deploy/.gitignore": "out\n" },
    found: ["a.yaml", "deploy/d.yaml", "out/b.yaml"],
  },
  {
    title: "the repository's own list counts, and a .gitignore outweighs it",
    files: { ".git/info/exclude": "a.yaml\nout\n", ".gitignore": "!/out" },
    found: ["deploy/d.yaml", "out/b.yaml"],
  },
  {
    title: "files above the search count",
    files: { ".gitignore": "/deploy/out" },
    at: "deploy",
    found: ["deploy/d.yaml"],
  },
  {
    title: "a folder that is ignored as a whole is searched when it is asked for",
    files: { ".gitignore": "deploy" },
    at: "deploy",
    found: ["deploy/d.yaml", "deploy/out/c.yaml"],
  },
  {
    title: "what a glob names before its first wildcard is looked at",
    files: { ".gitignore": "out/\na.yaml\nd.yaml" },
    globs: ["out/*.yaml", "a.yaml", "deploy/*.yaml"],
    found: ["a.yaml", "out/b.yaml"],
  },
];

for (const { title, files, found, ...search } of cases)
  test(title, async (t) => assert.deepEqual(await foundIn(t, { ...tree, ...files }, search), found));

test("names with characters of patterns are names", async (t) => {
  const files = {
    "[x]/.gitignore": "b.yaml",
    "[x]/b.yaml": "",
    "x/b.yaml": "",
    "a b/.gitignore": "/*",
    "a b/c.yaml": "",
  };
  assert.deepEqual(await foundIn(t, files), ["x/b.yaml"]);
});

test("without a repository, and in restricted mode, files above are not read", async (t) => {
  const files = { "a/.gitignore": "b", "a/b/c.yaml": "", "a/b/.gitignore": "d.yaml", "a/b/d.yaml": "" };
  const folder = folderWith(t, files);
  const search = { folder: path.join(folder, "a", "b"), globs: ["*.yaml"], respectGitignore: true };
  assert.deepEqual(await findFiles(search), [path.join(folder, "a/b/c.yaml")]);
  mkdirSync(path.join(folder, ".git"));
  const confined = { ...search, within: [search.folder] };
  assert.deepEqual(await findFiles(confined), [path.join(folder, "a/b/c.yaml")]);
});

test("git says the same", async (t) => {
  const files = {
    ...tree,
    ".gitignore": "out/*\n!out/b.yaml\n*.tmp.yaml\n/deploy/**/x\nend \n\\!odd.yaml\n",
    "deploy/.gitignore": "# none\n!keep.tmp.yaml\nout/c.yaml\n",
    "deploy/keep.tmp.yaml": "",
    "deploy/a/b/x/y.yaml": "",
    "x.tmp.yaml": "",
    "end/z.yaml": "",
    "!odd.yaml": "",
    "out/more/w.yaml": "",
  };
  const folder = folderWith(t, files);
  try {
    execFileSync("git", ["init", "-q"], { cwd: folder, stdio: "ignore" });
  } catch {
    t.skip("git is not installed");
    return;
  }
  const told = execFileSync("git", ["ls-files", "--others", "--exclude-standard", "-z", "*.yaml"], { cwd: folder });
  const found = await findFiles({ folder, globs: ["**/*.yaml"], respectGitignore: true });
  assert.deepEqual(
    found.map((file) => path.relative(folder, file).split(path.sep).join("/")),
    told.toString("utf8").split("\0").filter(Boolean).toSorted(),
  );
});
