import { setTimeout as startTimer } from "node:timers";
import type { Host } from "../server/host.ts";
import { diskPath, diskUri } from "../server/uris.ts";
import { documentationFolder } from "./documentation.ts";
import { findFiles, readText } from "./manifest-files.ts";
import { startPlanWorker } from "./worker-handle.ts";

/** The server's host on Node: the disk, worker threads, timers. Only `file:` URIs are on the disk. */
export const nodeHost: Host = {
  documentation: documentationFolder && `${diskUri(documentationFolder)}/`,
  listFiles: async ({ folder, globs, exclude, respectGitignore, within }) => {
    const root = diskPath(folder);
    if (root === undefined) return [];
    const found = await findFiles({
      folder: root,
      globs,
      exclude,
      respectGitignore,
      within: within?.flatMap((uri) => diskPath(uri) ?? []),
    });
    return found.map(diskUri);
  },
  readFile: async (uri, { maximumBytes, within }) => {
    const file = diskPath(uri);
    if (file === undefined) return { problem: "it is not on this machine's disk" };
    const read = await readText(file, { maximumBytes, within: within?.flatMap((folder) => diskPath(folder) ?? []) });
    // Editors do not count the byte order mark as text.
    return "text" in read ? { text: read.text.replace(/^\uFEFF/, "") } : read;
  },
  startWorker: () => startPlanWorker(),
  after: (seconds, action) => {
    const timer = startTimer(action, seconds * 1000);
    return () => clearTimeout(timer);
  },
};
