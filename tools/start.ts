/**
 * `npm start`: the example in a VS Code that has the extension loaded.
 * In the installed VS Code where there is one, else in one from npm, in the browser.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundle, dist } from "./bundle.ts";
import { codeCommand } from "./installed-vscode.ts";
import { startVsCodeServer } from "./vscode-host/server.ts";
import { workbenchUrl } from "./vscode-host/workbench.ts";

const usage = `npm start -- [options] [FOLDER]

Opens FOLDER (the example examples/serving where none is given) in VS Code with Resource Planner loaded.

  --browser     VS Code in the browser, even where VS Code is installed
  --port PORT   where VS Code in the browser listens (default: any free port)
  --no-editor   no editor: prints the plan and writes its report to dist/report.html
  --help        this text`;

const root = path.join(import.meta.dirname, "..");

const { values, positionals } = options();
const example = path.join(root, "examples/serving");
const workspace = path.resolve(positionals[0] ?? example);
/** What a visitor sees first: a value that is far too large. */
const file = workspace === example ? path.join(example, "deploy/api.yaml") : undefined;

if (values.help) console.log(usage);
else await start();

async function start(): Promise<void> {
  await bundle({ minify: false });
  const code = codeCommand();
  if (values["no-editor"]) planWithoutEditor();
  else if (code !== undefined && !values.browser) openInstalled(code);
  else await serveInBrowser(Number(values.port));
}

/** The plan as text, and once more as a page. */
function planWithoutEditor(): void {
  const report = path.join(dist, "report.html");
  const written = plan() && plan("--format", "html", "--output", report);
  if (written) console.log(`\nThe report is in ${path.relative(process.cwd(), report)}`);
}

function plan(...options: readonly string[]): boolean {
  const status = run(process.execPath, [path.join(dist, "cli.cjs"), "plan", workspace, ...options]);
  // 1 says that there are findings, which is what a look at the example is for.
  if (status > 1) process.exitCode = status;
  return status <= 1;
}

function openInstalled(code: string): void {
  const files = file === undefined ? [] : [file];
  process.exitCode = run(code, [`--extensionDevelopmentPath=${root}`, "--new-window", workspace, ...files]);
  if (process.exitCode === 0) console.log(`VS Code opens ${workspace} with Resource Planner loaded.`);
}

/** Serves until it is interrupted. */
async function serveInBrowser(port: number): Promise<void> {
  const server = await startVsCodeServer({}, port);
  const url = workbenchUrl(server.port, { workspace, extension: root, file });
  console.log(`VS Code with Resource Planner loaded, on ${workspace}:\n\n  ${url}\n`);
  console.log("Open this address in a browser on this machine; Ctrl+C ends it.");
  openBrowser(url);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.stop().then(() => process.exit()));
  }
}

/** Only where there is a desktop to open it on. */
function openBrowser(url: string): void {
  const opener = { darwin: "open", win32: "explorer" }[process.platform as string] ?? "xdg-open";
  const desktop = opener !== "xdg-open" || process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"];
  if (desktop) spawnSync(opener, [url], { stdio: "ignore" });
}

function run(program: string, args: readonly string[]): number {
  const { status, error } = spawnSync(program, args, { stdio: "inherit", shell: program.endsWith(".cmd") });
  if (error) throw error;
  return status ?? 2;
}

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        browser: { type: "boolean", default: false },
        port: { type: "string", default: "0" },
        "no-editor": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    process.exit(2);
  }
}
