import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { defaultSettings } from "../server/src/server/settings.ts";

const root = path.join(import.meta.dirname, "..");
const source = path.join(root, "server/src");

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
      .filter((name) => !(layerOf(file) === "node" && name === "vscode-languageserver"))
      .filter((name) => !(name === "picomatch" && ["server", "node", "workload", "workspace"].includes(layerOf(file))))
      .map((name) => `${file} imports ${name}`),
  );
  assert.deepEqual(strangers, []);
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

test("the client imports nothing of the server but its protocol", () => {
  const client = path.join(root, "client/src");
  const strangers = sourceFiles(client).flatMap((file) =>
    importsOf(file, { folder: client })
      .filter((name) => name.includes("server/") && !name.endsWith("server/src/protocol.ts"))
      .map((name) => `${file} imports ${name}`),
  );
  assert.deepEqual(strangers, []);
});

test("files stay small", () => {
  const sizes = [
    ...files.map((file) => path.join(source, file)),
    ...sourceFiles(path.join(root, "client/src")).map((file) => path.join(root, "client/src", file)),
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
