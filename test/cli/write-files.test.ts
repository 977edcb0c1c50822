import assert from "node:assert/strict";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";
import process from "node:process";
import { describe, test } from "node:test";
import { writeFiles } from "../../server/src/cli/write-files.ts";
import { folderWith } from "../node/folder.ts";
import { deployment, usage } from "./manifest.ts";
import { runIn, words } from "./terminal.ts";

/** File modes mean little there. */
const windows = process.platform === "win32" && "Windows has other permissions";

/** To root every file is readable. */
const root = process.getuid?.() === 0 && "root reads every file";

describe("all or none", () => {
  const before = { "a.yaml": "a", "b.yaml": "b", "sub/c.yaml": "c" };
  const all = Object.keys(before).map((name) => ({ name, text: "new" }));

  const cases: Readonly<Record<string, (folder: string) => readonly string[]>> = {
    "a read-only file": (folder) => {
      chmodSync(path.join(folder, "sub/c.yaml"), 0o444);
      return ["sub/c.yaml cannot be written: it is read-only."];
    },
    "a folder in a file's place": (folder) => {
      mkdirSync(path.join(folder, "d.yaml"));
      return ["d.yaml cannot be written: it is a folder."];
    },
    "a folder that is not there": () => ["no/e.yaml cannot be written: there is no such folder."],
    "a link to nothing": (folder) => {
      symlinkSync("nowhere.yaml", path.join(folder, "f.yaml"));
      return ["f.yaml cannot be written: "];
    },
  };
  for (const [name, prepare] of Object.entries(cases)) {
    test(name, { skip: windows }, async (t) => {
      const folder = folderWith(t, before);
      const [message = ""] = prepare(folder);
      const file = message.slice(0, message.indexOf(" "));
      await assert.rejects(
        writeFiles([...all, { name: file, text: "new" }], folder),
        (error: Error) => error.message.startsWith(message) && error.message.endsWith(" No file was changed."),
      );
      expectUntouched(folder, before);
    });
  }

  test("a file that changed meanwhile", async (t) => {
    const folder = folderWith(t, before);
    const texts = all.map((each) => ({ ...each, before: "a" }));
    await assert.rejects(writeFiles(texts, folder), /b\.yaml cannot be written: it has changed since it was read/);
    expectUntouched(folder, before);
  });

  test("a file that is not UTF-8", async (t) => {
    const bytes = Buffer.from("name: Gr\u00fc\u00dfe\n", "latin1");
    const folder = folderWith(t, { ...before, "d.yaml": bytes });
    const text = { name: "d.yaml", text: "new", before: bytes.toString("utf8") };
    await assert.rejects(writeFiles([...all, text], folder), /d\.yaml cannot be written: it is not UTF-8/);
    expectUntouched(folder, before);
    assert.deepEqual(readFileSync(path.join(folder, "d.yaml")), bytes);
  });

  test("a rename that fails half way is taken back, new files among what was renamed too", async (t) => {
    const folder = folderWith(t, before);
    const texts = [...all, { name: "new.yaml", text: "new" }, { name: "last.yaml", text: "new" }];
    // A folder takes no file's place: seen when the others are renamed already.
    mkdirSync(path.join(folder, "last.yaml"));
    await assert.rejects(writeFiles(texts, folder), /last\.yaml cannot be written: it is a folder/);
    expectUntouched(folder, before);
    assert.deepEqual(readdirSync(folder).toSorted(), ["a.yaml", "b.yaml", "last.yaml", "sub"]);
  });
});

describe("what is written", () => {
  test("replaces the text, keeps the mode, follows links and leaves nothing else behind", {
    skip: windows,
  }, async (t) => {
    const folder = folderWith(t, { "a.yaml": "a", "real/b.yaml": "b" });
    chmodSync(path.join(folder, "a.yaml"), 0o640);
    symlinkSync("real/b.yaml", path.join(folder, "b.yaml"));
    const names = ["a.yaml", "b.yaml", "new.yaml"];
    await writeFiles(
      names.map((name) => ({ name, text: `${name} ü` })),
      folder,
    );
    assert.deepEqual(readdirSync(folder).toSorted(), ["a.yaml", "b.yaml", "new.yaml", "real"]);
    assert.deepEqual(readdirSync(path.join(folder, "real")), ["b.yaml"]);
    for (const name of names) assert.equal(readFileSync(path.join(folder, name), "utf8"), `${name} ü`);
    assert.equal(statSync(path.join(folder, "a.yaml")).mode & 0o777, 0o640);
    assert.ok(lstatSync(path.join(folder, "b.yaml")).isSymbolicLink());
    assert.equal(readlinkSync(path.join(folder, "b.yaml")), "real/b.yaml");
  });

  test("nothing listens for Ctrl+C any more when it is done", async (t) => {
    const listeners = process.listenerCount("SIGINT");
    await writeFiles([{ name: "a", text: "a" }], folderWith(t, {}));
    assert.equal(process.listenerCount("SIGINT"), listeners);
  });
});

describe("plan --apply", () => {
  const files = {
    "web.yaml": deployment("web"),
    "web.csv": usage(),
    "api.yaml": deployment("api"),
    "api.csv": usage(),
  };

  test("with one file read-only changes none, and says which", { skip: windows }, async (t) => {
    const folder = folderWith(t, files);
    chmodSync(path.join(folder, "web.yaml"), 0o444);
    const { code, stdout, stderr } = await runIn(folder, words("plan --apply"));
    assert.deepEqual(
      [code, stdout, stderr],
      [2, "", "resource-planner: web.yaml cannot be written: it is read-only. No file was changed.\n"],
    );
    expectUntouched(folder, files);
  });

  test("keeps a byte order mark, CRLF, comments and a missing last line break, byte for byte", async (t) => {
    const text = `\uFEFF${deployment("web").replaceAll("\n", "\r\n").trimEnd()}`;
    const folder = folderWith(t, { ...files, "web.yaml": text });
    assert.equal((await runIn(folder, words("plan web.yaml --apply"))).code, 0);
    const written = readFileSync(path.join(folder, "web.yaml"), "utf8");
    const [, cpu = "", memory = ""] = /cpu: (\d+m)\r\n +memory: (\d+Mi)\r\n/.exec(written) ?? [];
    assert.equal(written, text.replace("500m", cpu).replaceAll("1Gi", memory));
    assert.notEqual(cpu, "500m");
  });

  test("writes nothing where another manifest could not be read", {
    skip: windows || root,
  }, async (t) => {
    const folder = folderWith(t, { ...files, "locked.yaml": "a: 1\n" });
    chmodSync(path.join(folder, "locked.yaml"), 0);
    const { code, stderr } = await runIn(folder, words("plan --apply"));
    assert.equal(code, 2);
    assert.match(stderr, /locked\.yaml cannot be read: reading it is not permitted\.\n.*nothing was written/);
    chmodSync(path.join(folder, "locked.yaml"), 0o644);
    expectUntouched(folder, files);
  });
});

function expectUntouched(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    assert.equal(readFileSync(path.join(folder, name), "utf8"), text, name);
  }
  const everything = readdirSync(folder, { recursive: true, encoding: "utf8" });
  assert.deepEqual(
    everything.filter((name) => /\.(?:new|old)$/.test(name)),
    [],
    "temporary files are left behind",
  );
}
