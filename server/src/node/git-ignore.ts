import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import ignore, { type Ignore } from "ignore";

/** Where a search begins, and what it was told to look at. */
export interface IgnoreSearch {
  /** Absolute. */
  readonly folder: string;
  /** Absolute paths that were asked for by their names: they are looked at, though git ignores them. */
  readonly named: readonly string[];
  /** Whether a folder above may be read. */
  readonly mayRead: (folder: string) => boolean;
}

/**
 * What git ignores by the `.gitignore` files of a working tree and its `.git/info/exclude`. Where there is no
 * repository, those in the folder of the search and below it count. Files are read as the search comes to them.
 */
export class GitIgnore {
  /** The working tree's root: paths of rules are relative to it. */
  readonly #root: string;
  readonly #named: ReadonlySet<string>;
  /** `named`, and every folder on the way there. */
  readonly #onTheWay: ReadonlySet<string>;
  readonly #rulesIn = new Map<string, Ignore>();

  constructor({ folder, named, mayRead }: IgnoreSearch) {
    this.#root = workingTree(folder, mayRead) ?? folder;
    this.#named = new Set([folder, ...named]);
    this.#onTheWay = new Set([...this.#named].flatMap((file) => upTo(this.#root, file)));
  }

  /** Whether git ignores an entry of a folder. A link to a folder is no folder to git. */
  ignores(folder: string, entry: { readonly name: string; readonly isDirectory: () => boolean }): boolean {
    const file = path.join(folder, entry.name);
    return !this.#onTheWay.has(file) && this.#matches(this.#rules(folder), file, entry.isDirectory());
  }

  /** The rules for the entries of a folder: those of the folders above, and its own, which outweigh them. */
  #rules(folder: string): Ignore {
    const known = this.#rulesIn.get(folder);
    if (known !== undefined) return known;
    const isRoot = folder === this.#root || upTo(this.#root, folder).length === 0;
    const above = isRoot ? this.#rulesOfRepository() : this.#rulesFromAbove(folder);
    const own = patternsOf(path.join(folder, ".gitignore"), relative(this.#root, folder));
    const rules = own.length === 0 ? above : noRules().add(above).add(own);
    this.#rulesIn.set(folder, rules);
    return rules;
  }

  /** A folder that is ignored as a whole, and was asked for, is searched as if nothing stood above it. */
  #rulesFromAbove(folder: string): Ignore {
    const above = this.#rules(path.dirname(folder));
    return this.#named.has(folder) && this.#matches(above, folder, true) ? noRules() : above;
  }

  #rulesOfRepository(): Ignore {
    return noRules().add(patternsOf(path.join(this.#root, ".git", "info", "exclude"), ""));
  }

  #matches(rules: Ignore, file: string, isFolder: boolean): boolean {
    const name = relative(this.#root, file);
    return ignore.isPathValid(name) && rules.ignores(isFolder ? `${name}/` : name);
  }
}

/** Git heeds letter case where the file system usually does. */
function noRules(): Ignore {
  return ignore({ ignorecase: process.platform === "win32" || process.platform === "darwin" });
}

/** The nearest folder, from this one upward, that is a repository's. */
function workingTree(folder: string, mayRead: (folder: string) => boolean): string | undefined {
  for (let at = folder; mayRead(at); at = path.dirname(at)) {
    if (existsSync(path.join(at, ".git"))) return at;
    if (path.dirname(at) === at) return undefined;
  }
  return undefined;
}

/** The path and the folders that it is in below the root; none where it is the root or outside of it. */
function upTo(root: string, file: string): readonly string[] {
  const parts = relative(root, file).split("/");
  if (parts[0] === ".." || parts[0] === "" || path.isAbsolute(parts.join("/"))) return [];
  return parts.map((_, index) => path.join(root, ...parts.slice(0, index + 1)));
}

function relative(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join("/");
}

/** The patterns in a file, made relative to the root; none where it cannot be read. */
function patternsOf(file: string, folder: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return [];
  }
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  return lines.filter((line) => line.trim() !== "" && !line.startsWith("#")).map((line) => fromRoot(line, folder));
}

/** A pattern with a `/` before its end is one path below its file's folder; any other matches at every depth there. */
function fromRoot(line: string, folder: string): string {
  if (folder === "") return line;
  const isNegated = line.startsWith("!");
  const pattern = (isNegated ? line.slice(1) : line).replace(/(?<!\\)\s+$/, "");
  const isAnchored = pattern.slice(0, -1).includes("/");
  const prefix = `/${folder.replace(/[\\*?[\]]/g, "\\$&")}/`;
  return `${isNegated ? "!" : ""}${prefix}${isAnchored ? pattern.replace(/^\//, "") : `**/${pattern}`}`;
}
