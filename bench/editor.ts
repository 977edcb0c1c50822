/**
 * `npm run bench:editor`: our server and yaml-language-server over standard streams, one after the other, with the same
 * schema, the same files and the same edits. Prints each measure beside its target, and which of them are missed.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "../tools/bundle.ts";
import { EditorReport } from "./editor-report.ts";
import type { Place } from "./editor-session.ts";
import { suites } from "./editor-suites.ts";

const root = path.join(import.meta.dirname, "..");
const help = `npm run bench:editor -- [options]

  --only A,B      some of: ${Object.keys(suites).join(", ")}
  --edits N       keystrokes of each measurement (default 40)
  --no-peer       only our server
  --no-build      the programs in dist/ as they are
  --quick         a look: small texts, few edits
  --help          this text
`;
const { values } = parseArgs({
  allowNegative: true,
  options: {
    only: { type: "string", default: Object.keys(suites).join(",") },
    edits: { type: "string" },
    peer: { type: "boolean", default: true },
    build: { type: "boolean", default: true },
    quick: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}
const edits = Number(values.edits ?? (values.quick ? 10 : 40));
const chosen = values.only.split(",").map((name) => suites[name] ?? refuse(`There is no measurement "${name}".`));
if (!Number.isInteger(edits) || edits < 1) refuse(`edits must be a whole number above 0, not "${values.edits}".`);

if (values.build) await bundle({ minify: true });
const report = new EditorReport();
report.header(root, `${edits} edits a measurement; texts are the same in each run, nothing is drawn by chance`);
const folder = mkdtempSync(path.join(tmpdir(), "resource-planner-editor-"));
try {
  for (const [index, measure] of chosen.entries()) {
    const place: Place = { root, folder: path.join(folder, String(index)), schema: path.join(folder, "schema.json") };
    mkdirSync(place.folder);
    writeFileSync(place.schema, schemaOf("Deployment"));
    await measure({ place, report, edits, peer: values.peer, quick: values.quick });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
report.end();

/** The very schema that ours validates by. */
function schemaOf(kind: string): string {
  return execFileSync(process.execPath, [path.join(root, "dist", "cli.cjs"), "schema", kind], { encoding: "utf8" });
}

function refuse(reason: string): never {
  console.error(reason);
  process.exit(2);
}
