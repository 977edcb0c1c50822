import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/**
 * Makes a handler that never breaks the connection: an exception becomes a line in the log and the empty answer,
 * a canceled request is answered at once. A `ResponseError` is an answer meant for the user and goes through.
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
      const result = await handle(params, token);
      return token.isCancellationRequested ? canceled() : result;
    } catch (error) {
      if (error instanceof ResponseError) return error as ResponseError<never>;
      logError(`${name} failed: ${describe(error)}`);
      return empty;
    }
  };
}

/** Waits for work that nobody waits for, so that its failure is at least a line in the log. */
export async function logged(name: string, logError: (message: string) => void, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    logError(`${name} failed: ${describe(error)}`);
  }
}

function canceled(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, "The request was canceled.");
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
