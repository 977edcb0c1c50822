import { randomUUID } from "node:crypto";
import { type Disposable, ProgressLocation, Selection, ViewColumn, type WebviewPanel, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  nonceMark,
  type PlaceParams,
  type PlaceResult,
  placeRequest,
  type Report,
  reportRequest,
} from "../../server/src/protocol.ts";
import { ask } from "./ask.ts";
import { showError } from "./show-error.ts";

/** What the page asks for: to go to where a value is written. */
interface Jump {
  readonly type: "jump";
  readonly file: string;
  readonly offset: number;
}

export interface ReportPanel extends Disposable {
  /** Opens the report of the last plan beside the editor, or brings it to the front. */
  show(): Promise<void>;
  /** There is a plan of this number: an open report follows it, without taking the focus. */
  planned(plan: number): void;
}

/** The report of the plan: a page that the server renders, shown in a panel that follows the plan. */
export function createReportPanel(client: LanguageClient): ReportPanel {
  let panel: WebviewPanel | undefined;
  let latest = 0;
  let shown = 0;

  async function load(): Promise<string> {
    const asked = latest;
    const { html } = await ask<Report>(client, reportRequest);
    shown = asked;
    return page(html);
  }

  /** A server that cannot answer just now leaves the page as it is; the next plan brings a new one. */
  function follow(): void {
    const put = (html: string): void => {
      if (panel !== undefined) panel.webview.html = html;
    };
    load().then(put, () => {});
  }

  function open(): WebviewPanel {
    const opened = window.createWebviewPanel("resourcePlanner.report", "Resource Plan", ViewColumn.Beside, {
      enableScripts: true,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    opened.webview.onDidReceiveMessage((message: Jump) => void jump(client, message).catch(showError));
    opened.onDidChangeViewState(() => {
      if (opened.visible && shown !== latest) follow();
    });
    opened.onDidDispose(() => {
      panel = undefined;
    });
    return opened;
  }

  return {
    async show() {
      const html = await window.withProgress({ location: ProgressLocation.Window, title: "Resource plan" }, load);
      panel ??= open();
      panel.webview.html = html;
      panel.reveal();
    },
    planned(plan) {
      latest = plan;
      // A server that has just started again has no plan to show yet.
      if (plan > 0 && shown !== latest && panel?.visible === true) follow();
    },
    dispose: () => panel?.dispose(),
  };
}

/** Nothing is loaded and nothing runs but what carries the nonce of this very page. */
function page(html: string): string {
  return html.replaceAll(nonceMark, randomUUID());
}

async function jump(client: LanguageClient, { file, offset }: Jump): Promise<void> {
  const place = await client.sendRequest<PlaceResult>(placeRequest, { file, offset } satisfies PlaceParams);
  if (place === null) {
    void window.showInformationMessage("That place is gone from the file. Plan Resources looks anew.");
    return;
  }
  const { uri, range } = client.protocol2CodeConverter.asLocation(place);
  await window.showTextDocument(uri, { selection: new Selection(range.start, range.end), viewColumn: ViewColumn.One });
}
