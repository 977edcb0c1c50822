import { test } from "node:test";
import { adviceFor } from "./advice-for.ts";
import { checkRules } from "./check-rules.ts";

test("sources that are not read by this version are named, with what to do instead", () => {
  checkRules(`
    apiVersion: resource-planner.dev/v1
    kind: ResourcePlan
    metadata: { name: serving }
    spec:
      history:
        - csv: "history/*.csv"
        - openMetrics: history/usage.om
        #              ^^^^^^^^^^^^^^^^ plan/unsupported-history: A file of OpenMetrics is not read by this version. Save the answer
        - prometheus: { url: http://127.0.0.1:9090, lookback: 14d }
        #                    ^^^^^^^^^^^^^^^^^^^^^ plan/unsupported-history: A Prometheus server is not read by this version. Save the answer
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
