import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { rules } from "../server/src/rules/rules.ts";
import { defaultSettings } from "../server/src/server/settings.ts";

const root = path.join(import.meta.dirname, "..");
const source = path.join(root, "server/src");
const client = path.join(root, "client/src");

/** The table of ARCHITECTURE.md: folders bottom first, each with the packages that only it may import. */
const layers = [...read("ARCHITECTURE.md").matchAll(/^\| ([\w.]+) \|[^|]*\| ([^|]*) \|$/gm)]
  .map(([, folder = "", owned = ""]) => ({
    folder,
    packages: owned.trim() === "–" ? [] : owned.split(",").map((name) => name.trim()),
  }))
  .filter(({ folder }) => folder !== "folder");

const files = sourceFiles(source);

test("ARCHITECTURE.md lists every folder of server/src", () => {
  const folders = readdirSync(source).sort();
  assert.deepEqual(layers.map(({ folder }) => folder).sort(), folders);
});

test("a folder imports only folders above it", () => {
  const rank = new Map(layers.map(({ folder }, index) => [folder, index]));
  const upward = files.flatMap((file) => {
    const from = layerOf(file);
    return importsOf(file)
      .filter((name) => name.startsWith("."))
      .map((name) => path.relative(source, path.resolve(path.dirname(path.join(source, file)), name)))
      .filter((target) => !target.startsWith(".."))
      .map(layerOf)
      .filter((to) => (rank.get(to) ?? Number.POSITIVE_INFINITY) > (rank.get(from) ?? -1))
      .map((to) => `${file} imports ${to}`);
  });
  assert.deepEqual(upward, []);
});

test("a package has one door", () => {
  const strangers = files.flatMap((file) =>
    importsOf(file, { types: false })
      .filter((name) => !name.startsWith(".") && !name.startsWith("node:"))
      .map(packageName)
      .filter((name) => !layers.find(({ folder }) => folder === layerOf(file))?.packages.includes(name))
      .map((name) => `${file} imports ${name}`),
  );
  assert.deepEqual(strangers, []);
});

test("a package that the table lists is imported there", () => {
  const idle = layers.flatMap(({ folder, packages }) => {
    const imported = files.filter((file) => layerOf(file) === folder).flatMap((file) => importsOf(file));
    return packages.filter((name) => !imported.map(packageName).includes(name)).map((name) => `${folder}: ${name}`);
  });
  assert.deepEqual(idle, []);
});

test("only the edges know Node", () => {
  const edges = new Set(["node", "cli"]);
  const strangers = files.filter(
    (file) => !edges.has(layerOf(file)) && importsOf(file).some((name) => name.startsWith("node:")),
  );
  assert.deepEqual(strangers, []);
});

test("the engine has no clock and no randomness of its own", () => {
  const engine = new Set(
    layers
      .map(({ folder }) => folder)
      .slice(
        0,
        layers.findIndex((l) => l.folder === "protocol.ts"),
      ),
  );
  const impure = /\b(Date\.now|new Date\(\)|Math\.random|performance\.|setTimeout|console\.)/;
  const found = files.filter((file) => engine.has(layerOf(file)) && impure.test(code(path.join(source, file))));
  assert.deepEqual(found, []);
});

test("the client imports nothing but VS Code, its language client and the server's protocol", () => {
  const allowed =
    /^(vscode|vscode-languageclient\/node|node:\w+|\.\/[\w-]+\.ts|\.\.\/\.\.\/server\/src\/protocol\.ts)$/;
  const strangers = sourceFiles(client).flatMap((file) =>
    importsOf(file, { folder: client })
      .filter((name) => !allowed.test(name))
      .map((name) => `${file} imports ${name}`),
  );
  assert.deepEqual(strangers, []);
});

test("files stay small", () => {
  const sizes = [
    ...files.map((file) => path.join(source, file)),
    ...sourceFiles(client).map((file) => path.join(client, file)),
  ]
    .filter((file) => !file.includes(".generated."))
    .map((file) => ({ file: path.relative(root, file), lines: readFileSync(file, "utf8").split("\n").length - 1 }))
    .sort((a, b) => a.lines - b.lines);
  assert.deepEqual(
    sizes.filter(({ lines }) => lines > 300),
    [],
  );
  const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;
  assert.ok(median <= 100, `the median file has ${median} lines`);
});

test("the settings in code are those of package.json, with the same defaults", () => {
  const declared: Record<string, { default: unknown }> = JSON.parse(read("package.json")).contributes.configuration
    .properties;
  const inCode = Object.fromEntries(
    Object.entries(defaultSettings).flatMap(([group, settings]) =>
      Object.entries(settings).map(([name, value]) => [`resourcePlanner.${group}.${name}`, value]),
    ),
  );
  const inManifest = Object.fromEntries(
    Object.entries(declared)
      .filter(([name]) => !name.startsWith("resourcePlanner.trace."))
      .map(([name, { default: value }]) => [name, value]),
  );
  assert.deepEqual(inManifest, inCode);
});

test("every rule is documented, and no two share a code", () => {
  const folder = path.join(source, "rules");
  const documented = new Set(
    sourceFiles(folder).flatMap((file) =>
      [...readFileSync(path.join(folder, file), "utf8").matchAll(/\*\/\nexport const \w+: \w*Rule = /g)].map(
        () => file,
      ),
    ),
  );
  const codes = rules.map(({ code }) => code);
  assert.deepEqual([...new Set(codes)], codes);
  const undocumented = codes.filter(
    (code) => ![...documented].some((file) => readFileSync(path.join(folder, file), "utf8").includes(`"${code}"`)),
  );
  assert.deepEqual(undocumented, []);
  for (const { code, summary } of rules) {
    assert.match(code, /^[a-z]+\/[a-z]+(-[a-z]+)*$/);
    assert.match(summary, /^[A-Z].*[^.]$/);
  }
});

test("what is exported says what it does", () => {
  const silent = [
    ...files.map((file) => path.join(source, file)),
    ...sourceFiles(client).map((file) => path.join(client, file)),
  ]
    .filter((file) => !file.includes(".generated."))
    .flatMap((file) => {
      const lines = readFileSync(file, "utf8").split("\n");
      return lines.flatMap((line, index) => {
        const name = /^export (?:async )?(?:function\*?|class) (\w+)/.exec(line)?.[1];
        const isDocumented = lines[index - 1]?.trimEnd().endsWith("*/");
        return name === undefined || isDocumented ? [] : [`${path.relative(root, file)} ${name}`];
      });
    });
  assert.deepEqual(silent, []);
});

test("nothing is left to be done, and nothing tells where it was made", () => {
  const words = /\b(TODO|FIXME|XXX|HACK)\b|\/(root|home\/\w+|Users\/\w+)\//;
  const found = projectFiles()
    .filter((file) => file !== "test/architecture.test.ts")
    .filter((file) => words.test(read(file)) || read(file).includes(`${root}/`));
  assert.deepEqual(found, []);
});

test("the lock file names no registry", () => {
  assert.doesNotMatch(read("package-lock.json"), /"resolved":/);
});

test("what ships is named one by one, but for the pages of the documentation", () => {
  const lines = read(".vscodeignore")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  assert.equal(lines[0], "**");
  assert.deepEqual(
    lines.filter((line, index) => index > 0 && !/^![\w./-]+$/.test(line)),
    ["!docs/**/*.md"],
  );
});

/** Texts of the project that people write: not what is generated from elsewhere. */
function projectFiles(): string[] {
  const folders = ["client", "server", "test", "tools", "bench", "examples", "schemas/output", ".ci"];
  const inside = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
  );
  return [...readdirSync(root), ...inside]
    .map((file) => file.split(path.sep).join("/"))
    .filter(
      (file) => /\.(ts|js|json|md|yaml|yml|csv)$|^\.ci\/run$/.test(file) && !/\.generated\.|^package-lock/.test(file),
    );
}

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

function code(file: string): string {
  return readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .map((file) => file.split(path.sep).join("/"));
}

function importsOf(file: string, options: { types?: boolean; folder?: string } = {}): string[] {
  const text = code(path.join(options.folder ?? source, file));
  return [...text.matchAll(/^(?:import|export)\s+(type\s+)?[^"';]*?from\s+"([^"]+)"|^import\s+"([^"]+)"/gm)]
    .filter(([, type]) => options.types !== false || type === undefined)
    .map(([, , from, bare]) => from ?? bare ?? "");
}

function layerOf(file: string): string {
  return file.split(/[\\/]/)[0] ?? "";
}

function packageName(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}
