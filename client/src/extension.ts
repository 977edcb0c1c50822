import { commands, type ExtensionContext, window } from "vscode";
import { type Status, statusNotification } from "../../server/src/protocol.ts";
import { applyAllRecommendations } from "./apply-all.ts";
import { createClient } from "./client.ts";
import { createResourcePlan } from "./create-resource-plan.ts";
import { planResources } from "./plan-resources.ts";
import { createReportPanel } from "./report-panel.ts";
import { createStatusItem } from "./status-item.ts";

/** Starts the language server and puts the five commands, the status item and the report around it. */
export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("Resource Planner", { log: true });
  const client = createClient(context, output);
  const status = createStatusItem();
  const report = createReportPanel(client);
  context.subscriptions.push(output, status, report);

  client.onNotification(statusNotification, (news: Status) => {
    status.update(news);
    report.planned(news.plan);
  });

  const handlers: Readonly<Record<string, () => Promise<unknown>>> = {
    planResources: async () => (await planResources(client)) && report.show(),
    createResourcePlan: () => createResourcePlan(client),
    showPlan: () => report.show(),
    applyAllRecommendations: () => applyAllRecommendations(client),
    restartServer: () => client.restart(),
  };
  for (const [name, handler] of Object.entries(handlers)) {
    context.subscriptions.push(commands.registerCommand(`resourcePlanner.${name}`, () => handler().catch(showError)));
  }
  await commands.executeCommand("setContext", "resourcePlanner.active", true);
  await client.start();
}

function showError(error: unknown): void {
  void window.showErrorMessage(error instanceof Error ? error.message : String(error));
}
