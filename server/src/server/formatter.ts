import {
  BulkRegistration,
  type Connection,
  type Disposable,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
} from "vscode-languageserver";
import type { Client } from "./client.ts";

/** What asks for a line's indentation as it is begun. */
export const newLineTrigger = "\n";

/**
 * Offers formatting for as long as it is on, where the editor can be told so: an editor with a formatter too many asks
 * its user to choose. Any other is offered it once and for all, and gets no edits while it is off.
 */
export class Formatter {
  readonly #connection: Connection;
  readonly #client: Client;
  #isOffered = false;
  #registered: Promise<Disposable | undefined> = Promise.resolve(undefined);

  constructor(connection: Connection, client: Client) {
    this.#connection = connection;
    this.#client = client;
  }

  async offer(isOn: boolean): Promise<void> {
    if (!this.#client.registersFormatting || isOn === this.#isOffered) return;
    this.#isOffered = isOn;
    this.#registered = this.#change(this.#registered, isOn);
    await this.#registered;
  }

  async #change(registered: Promise<Disposable | undefined>, isOn: boolean): Promise<Disposable | undefined> {
    const before = await registered.catch(() => undefined);
    before?.dispose();
    if (!isOn) return undefined;
    const all = BulkRegistration.create();
    all.add(DocumentFormattingRequest.type, { documentSelector: null });
    all.add(DocumentRangeFormattingRequest.type, { documentSelector: null });
    all.add(DocumentOnTypeFormattingRequest.type, { documentSelector: null, firstTriggerCharacter: newLineTrigger });
    return this.#connection.client.register(all);
  }
}
