import assert from "node:assert/strict";
import { test } from "node:test";
import { CancellationTokenSource } from "vscode-languageserver-protocol/node";
import { begin } from "./begin.ts";
import { deployment, limits, web } from "./workload.ts";

for (const method of ["resourcePlanner/report", "resourcePlanner/recommendedEdits"]) {
  test(
    `${method} waits for the first plan; canceled, it is answered at once and the plan given up`,
    limits,
    async () => {
      const { editor, workerWith } = await begin({ settings: { plan: { automatic: false } } });
      await editor.open(web, deployment);
      const source = new CancellationTokenSource();
      const asked = editor.connection.sendRequest(method, source.token);
      await workerWith(deployment);
      source.cancel();
      await assert.rejects(asked, { code: -32800 });
      await editor.until(() => editor.statuses.at(-1)?.message === "Planning was canceled");
    },
  );
}
