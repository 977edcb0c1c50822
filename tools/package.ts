/** `npm run package`: the extension as one VSIX file, built small and weighed. */
import { statSync } from "node:fs";
import path from "node:path";
import { createVSIX } from "@vscode/vsce";
import manifest from "../package.json" with { type: "json" };
import { bundle } from "./bundle.ts";

const root = path.join(import.meta.dirname, "..");
const budget = 6_000_000;

await bundle({ minify: true });
const vsix = path.join(root, `${manifest.name}-${manifest.version}.vsix`);
await createVSIX({
  cwd: root,
  packagePath: vsix,
  // The bundles hold all that they need.
  dependencies: false,
  // Links of the README lead to files of this package; there is no other place to send a reader to.
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
const size = statSync(vsix).size;
if (size > budget) {
  throw new Error(`${vsix} has ${size} bytes, more than the ${budget} that an installation may cost.`);
}
