/**
 * Runs before every npm script. The tools are TypeScript that Node runs as it is, and VS Code's server wants Node 24;
 * npm installs that Node beside the other packages. JavaScript, because an older Node must be able to say so.
 */
const [major = 0] = process.versions.node.split(".").map(Number);

if (major < 24) {
  console.error(
    [
      `This is Node ${process.versions.node}; developing Resource Planner takes Node 24 or newer.`,
      `npm installs one for this machine as an optional package, and it is missing (${process.platform} ${process.arch}).`,
      "Remedy: run `npm ci` again without `--omit=optional`; or install Node 24 from your usual source and put it first in PATH.",
    ].join("\n"),
  );
  process.exit(1);
}
