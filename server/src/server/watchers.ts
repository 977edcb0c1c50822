import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type Disposable,
  type FileSystemWatcher,
  WatchKind,
} from "vscode-languageserver";
import type { Client } from "./client.ts";
import type { RootedGlob } from "./globs.ts";
import { isBelow } from "./uris.ts";

/** Has the editor watch the files that plans are made from; follows the ResourcePlan when it names others. */
export class Watchers {
  readonly #connection: Connection;
  readonly #client: Client;
  #wanted = "";
  #registered: Promise<Disposable | undefined> = Promise.resolve(undefined);

  constructor(connection: Connection, client: Client) {
    this.#connection = connection;
    this.#client = client;
  }

  async watch(history: readonly RootedGlob[], folders: readonly string[]): Promise<void> {
    if (!this.#client.registersWatchers) return;
    const watchers = [...manifestWatchers, ...this.#historyWatchers(history, folders)];
    const wanted = JSON.stringify(watchers);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#registered = this.#replace(this.#registered, watchers);
    await this.#registered;
  }

  async #replace(
    registered: Promise<Disposable | undefined>,
    watchers: FileSystemWatcher[],
  ): Promise<Disposable | undefined> {
    const before = await registered.catch(() => undefined);
    const next = await this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    before?.dispose();
    return next;
  }

  #historyWatchers(history: readonly RootedGlob[], folders: readonly string[]): readonly FileSystemWatcher[] {
    const readable = this.#client.trusted ? history : history.filter(({ base }) => isInside(base, folders));
    if (this.#client.relativePatterns) {
      return readable.map(({ base, pattern }) => ({ globPattern: { baseUri: base, pattern } }));
    }
    // A plain pattern is relative to the workspace's folders, so it can only be as wide as the file's name.
    const names = readable.map(({ pattern }) => `**/${pattern.slice(pattern.lastIndexOf("/") + 1)}`);
    return [...new Set(names)].map((globPattern) => ({ globPattern }));
  }
}

function isInside(base: string, folders: readonly string[]): boolean {
  return folders.some((folder) => base === folder || isBelow(folder, base));
}

/** Manifests, and what says which files are none; and whatever is deleted, since a folder's end is not told for each file in it. */
const manifestWatchers: readonly FileSystemWatcher[] = [
  { globPattern: "**/*.{yaml,yml,json}" },
  { globPattern: "**/.gitignore" },
  { globPattern: "**", kind: WatchKind.Delete },
];
