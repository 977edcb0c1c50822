/**
 * `npm run build`: everything that ships, from TypeScript to `dist/`.
 * `--minify` builds it as the package ships it, and holds every file to its size budget.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

const root = path.join(import.meta.dirname, "..");
export const dist: string = path.join(root, "dist");

interface Output {
  readonly file: string;
  readonly entry: string;
  /** Modules that the place where it runs provides. */
  readonly external?: readonly string[];
  /** Sources that are outputs of their own, which it loads when it runs. */
  readonly loads?: Readonly<Record<string, string>>;
  /** Largest size in kB, minified. A jump past it is a dependency that nobody meant to ship. */
  readonly budget: number;
}

const outputs: readonly Output[] = [
  { file: "extension.cjs", entry: "client/src/extension.ts", external: ["vscode"], budget: 490 },
  { file: "server.cjs", entry: "server/src/node/main.ts", budget: 2560 },
  { file: "plan-worker.cjs", entry: "server/src/node/plan-worker.ts", budget: 860 },
  { file: "cli.cjs", entry: "server/src/cli/bin.ts", budget: 10, loads: { "./program.ts": "./cli-program.cjs" } },
  { file: "cli-program.cjs", entry: "server/src/cli/program.ts", budget: 3200 },
];

/** How all code for Node is bundled: one CommonJS file without imports but Node's own. */
export const nodeBundle: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  // A CommonJS file has no `import.meta`; these give the sources the same answers in both forms.
  banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
  define: {
    "import.meta.url": "importMetaUrl",
    "import.meta.dirname": "__dirname",
    "import.meta.filename": "__filename",
  },
  logLevel: "warning",
};

/** Builds every output and refuses one that, minified, outgrew its budget. */
export async function bundle(options: { readonly minify: boolean }): Promise<void> {
  await import("./schemas/compile.ts");
  mkdirSync(dist, { recursive: true });
  // HiGHS looks for its WebAssembly beside the code that loads it.
  copyFileSync(path.join(root, "node_modules/highs/build/highs.wasm"), path.join(dist, "highs.wasm"));
  const sizes = await Promise.all(outputs.map((output) => bundleOne(output, options.minify)));
  const over = outputs.flatMap(({ file, budget }, index) =>
    options.minify && (sizes[index] ?? 0) > budget
      ? [`dist/${file} has ${sizes[index]} kB; its budget is ${budget} kB`]
      : [],
  );
  if (over.length > 0) throw new Error(`${over.join("\n")}\n\`npx esbuild --analyze\` shows what grew.`);
}

/** Whether everything has been built, at whatever time. */
export function isBuilt(): boolean {
  return outputs.every(({ file }) => existsSync(path.join(dist, file)));
}

async function bundleOne({ file, entry, external = [], loads }: Output, minify: boolean): Promise<number> {
  const outfile = path.join(dist, file);
  const { metafile } = await build({
    ...nodeBundle,
    entryPoints: [entry],
    outfile,
    external: [...external],
    ...(loads && loading(loads)),
    minify,
    sourcemap: minify ? false : "linked",
    metafile: true,
  });
  if (file === "cli.cjs") chmodSync(outfile, 0o755);
  const output = Object.entries(metafile.outputs).find(([name]) => name.endsWith(file));
  const kilobytes = Math.ceil((output?.[1].bytes ?? 0) / 1000);
  console.log(`dist/${file}  ${kilobytes} kB`);
  return kilobytes;
}

/** Leaves imports of sources that are outputs of their own to the time when the bundle runs. */
function loading(loads: Readonly<Record<string, string>>): BuildOptions {
  const plugin: Plugin = {
    name: "loading",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\./ }, ({ path }) => {
        const output = loads[path];
        return output === undefined ? undefined : { path: output, external: true };
      }),
  };
  // By `require`: what `import()` loads is read once more for the names that it exports.
  return { plugins: [plugin], supported: { "dynamic-import": false } };
}

if (import.meta.main) await bundle({ minify: process.argv.includes("--minify") });
