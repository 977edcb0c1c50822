import { commands, type ExtensionContext, window } from "vscode";
import { State } from "vscode-languageclient/node";
import { type Status, statusNotification } from "../../server/src/protocol.ts";
import { applyAllRecommendations } from "./apply-all.ts";
import { createClient } from "./client.ts";
import { createResourcePlan } from "./create-resource-plan.ts";
import { planResources } from "./plan-resources.ts";
import { createReportPanel } from "./report-panel.ts";
import { restart } from "./restart.ts";
import { showError } from "./show-error.ts";
import { createStatusItem } from "./status-item.ts";

/** Starts the language server and puts the five commands, the status item and the report around it. Does not wait for the server: what is asked of it waits. */
export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel("Resource Planner", { log: true });
  const client = createClient(context, output);
  const status = createStatusItem();
  const report = createReportPanel(client);
  context.subscriptions.push(output, status, report);

  client.onNotification(statusNotification, (news: Status) => {
    status.update(news);
    report.planned(news.plan);
  });
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped)
      status.update({ state: "failed", message: "The language server is not running", plan: 0 });
  });

  const handlers: Readonly<Record<string, () => Promise<unknown>>> = {
    planResources: async () => (await planResources(client)) && report.show(),
    createResourcePlan: () => createResourcePlan(client),
    showPlan: () => report.show(),
    applyAllRecommendations: () => applyAllRecommendations(client),
    restartServer: () => restart(client),
  };
  for (const [name, handler] of Object.entries(handlers)) {
    context.subscriptions.push(commands.registerCommand(`resourcePlanner.${name}`, () => handler().catch(showError)));
  }
  void commands.executeCommand("setContext", "resourcePlanner.active", true);
  // The client itself tells the user where the server cannot be started.
  client.start().catch(() => {});
}
