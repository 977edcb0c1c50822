import { type LanguageClient, State } from "vscode-languageclient/node";

/** Stops the server, if it runs, and starts it. One that is still starting cannot be stopped before it has started. */
export async function restart(client: LanguageClient): Promise<void> {
  if (client.state === State.Starting) await client.start();
  if (client.needsStop()) await client.stop();
  await client.start();
}
