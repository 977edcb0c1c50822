import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/**
 * Makes a handler that never breaks the connection: an exception becomes a line in the log and the empty answer,
 * a canceled request is answered at once, whatever it waits for. A `ResponseError` is an answer meant for the user and
 * goes through.
 */
export function safely<P, R>(
  name: string,
  empty: R,
  logError: (message: string) => void,
  handle: (params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R | ResponseError<never>> {
  return async (params, token) => {
    if (token.isCancellationRequested) return canceled();
    try {
      return await Promise.race([handle(params, token), whenCanceled(token)]);
    } catch (error) {
      if (error instanceof ResponseError) return error as ResponseError<never>;
      logError(`${name} failed: ${describe(error)}`);
      return empty;
    }
  };
}

/** The same for what adds to an item that the editor has: one that cannot be resolved stays as it is. */
export function resolving<T>(
  name: string,
  logError: (message: string) => void,
  resolve: (item: T) => T,
): (item: T, token: CancellationToken) => Promise<T | ResponseError<never>> {
  return (item, token) => safely<T, T>(name, item, logError, resolve)(item, token);
}

/** Waits for work that nobody waits for, so that its failure is at least a line in the log. */
export async function logged(name: string, logError: (message: string) => void, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    logError(`${name} failed: ${describe(error)}`);
  }
}

function whenCanceled(token: CancellationToken): Promise<ResponseError<never>> {
  return new Promise((resolve) => void token.onCancellationRequested(() => resolve(canceled())));
}

function canceled(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, "The request was canceled.");
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
