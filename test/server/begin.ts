import assert from "node:assert/strict";
import type { ServerCapabilities } from "vscode-languageserver-protocol";
import { connect } from "./connect.ts";
import { type Editor, type Introduction, modern } from "./editor.ts";
import { FakeHost, type FakeWorker } from "./fakes.ts";
import { folder, web } from "./workload.ts";

/** A server with a fake host, and an editor that has introduced itself. */
export interface Session {
  readonly host: FakeHost;
  readonly editor: Editor;
  readonly capabilities: ServerCapabilities;
  /** The worker, once it plans with this text of the Deployment `web`. */
  readonly workerWith: (text: string) => Promise<FakeWorker>;
}

export async function begin(
  introduction: Introduction = {},
  files: Readonly<Record<string, string>> = {},
): Promise<Session> {
  const host = new FakeHost(files);
  const editor = connect(host);
  const { capabilities } = await editor.start({ folders: [folder], capabilities: modern, ...introduction });
  const workerWith = async (text: string) => {
    await editor.until(() => host.workers.at(-1)?.jobs.at(-1)?.texts.get(web) === text);
    const last = host.workers.at(-1);
    assert.ok(last);
    return last;
  };
  return { host, editor, capabilities, workerWith };
}
