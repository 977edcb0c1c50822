import type { LanguageClient } from "vscode-languageclient/node";

/** An answer of the server; where it has none, which its log explains, an error that says so to the user. */
export async function ask<Answer extends object>(client: LanguageClient, request: string): Promise<Answer> {
  const answer = await client.sendRequest<Answer | null>(request);
  if (answer === null) throw new Error("The language server failed: the output channel Resource Planner says why.");
  return answer;
}
