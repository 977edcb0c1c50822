import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "./connect.ts";
import { FakeHost } from "./fakes.ts";
import { deployment, folder, limits, web } from "./workload.ts";

/** A disk that does not answer until it is let go on. */
function slowHost() {
  const host = new FakeHost({ [web]: deployment, [`${folder}/api.yaml`]: deployment });
  let goOn = (): void => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let isAsked = (): void => {};
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  const readFile: FakeHost["readFile"] = async (uri) => {
    isAsked();
    await held;
    return host.readFile(uri);
  };
  return { host: { ...host, readFile }, clock: host.clock, asked, goOn };
}

test("reading that takes long is shown, with how much is read, and ends", limits, async () => {
  const { host, clock, asked, goOn } = slowHost();
  const editor = connect(host);
  await editor.start({ folders: [folder] });
  await asked;
  clock.advance(1);
  await editor.until(() => editor.progress.length > 0);
  assert.equal(editor.progress[0]?.kind, "begin");
  goOn();
  await editor.until(() => editor.progress.at(-1)?.kind === "end");
  assert.ok(editor.progress.some(({ percentage }) => percentage === 50));
});

test("reading that takes no time is not shown", limits, async () => {
  const { host, clock, goOn } = slowHost();
  goOn();
  const editor = connect(host);
  await editor.start({ folders: [folder] });
  await editor.open(web, deployment);
  await editor.codes(web);
  clock.advance(1);
  await editor.codes(web);
  assert.deepEqual(editor.progress, []);
});
