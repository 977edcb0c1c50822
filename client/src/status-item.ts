import { type Disposable, StatusBarAlignment, window } from "vscode";
import type { Status } from "../../server/src/protocol.ts";

const icons: Readonly<Record<Status["state"], string>> = {
  idle: "$(graph)",
  planning: "$(sync~spin)",
  planned: "$(graph)",
  failed: "$(warning)",
};

export interface StatusItem extends Disposable {
  update(status: Status): void;
}

/** The one item in the status bar: what the planner is doing, and the report on a click. */
export function createStatusItem(): StatusItem {
  const item = window.createStatusBarItem("resourcePlanner.status", StatusBarAlignment.Left);
  item.name = "Resource Planner";
  item.command = "resourcePlanner.showPlan";
  return {
    update({ state, message }) {
      const [summary = ""] = message.split("\n");
      item.text = `${icons[state]} Resource Planner`;
      item.tooltip = summary;
      item.accessibilityInformation = { label: `Resource Planner: ${summary}`, role: "button" };
      item.show();
    },
    dispose: () => item.dispose(),
  };
}
