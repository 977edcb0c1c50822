import { test } from "node:test";
import { adviceFor } from "./advice-for.ts";
import { checkRules } from "./check-rules.ts";

test("servers that cannot be asked as they are named, with what to do instead", () => {
  checkRules(`
    apiVersion: resource-planner.dev/v1
    kind: ResourcePlan
    metadata: { name: serving }
    spec:
      history:
        - csv: "history/*.csv"
        - prometheus: { url: http://127.0.0.1:9090, lookback: 14d }
        - prometheus: { url: prometheus.example }
        #                    ^^^^^^^^^^^^^^^^^^ plan/unsupported-history: "prometheus.example" is no address of a server. Write it as http://
        - prometheus: { url: "https://me:secret@prometheus.example" }
        #                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ plan/unsupported-history: Credentials do not belong into this file.
    `);
});

test("a source that gave nothing is named until the text names another", () => {
  const unreadHistory = [{ location: "histroy/*.csv", reason: "no file matches it" }];
  checkRules(
    `
    apiVersion: resource-planner.dev/v1
    kind: ResourcePlan
    metadata: { name: serving }
    spec:
      history:
        - csv: histroy/*.csv
        #      ^^^^^^^^^^^^^ plan/unread-history: No usage history is read from histroy/*.csv: no file matches it.
        - csv: history/*.csv
    `,
    (inventory) => ({ ...adviceFor({})(inventory), unreadHistory }),
  );
});
