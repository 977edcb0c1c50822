import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** What goes wrong between us and the server. */
export type Fault = "none" | "down" | "slow" | "truncated" | "throttled once" | "failing" | "lying";

/** Stands between the reader and a real server, and spoils what it is told to. */
export interface FaultyProxy {
  readonly url: string;
  fault: Fault;
  /** Requests so far. */
  requests: number;
  readonly end: () => Promise<void>;
}

export async function startProxy(port: number): Promise<FaultyProxy> {
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${address.port}`,
    fault: "none",
    requests: 0,
    end: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    proxy.requests++;
    const body = await text(request);
    if (proxy.fault === "slow") return;
    if (proxy.fault === "down") {
      response.destroy();
      return;
    }
    if (proxy.fault === "failing" || proxy.fault === "throttled once") {
      response.writeHead(proxy.fault === "failing" ? 503 : 429, { "retry-after": "1" }).end("later");
      if (proxy.fault === "throttled once") proxy.fault = "none";
      return;
    }
    const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body,
    });
    send(response, answer.status, await answer.text());
  }

  function send(response: ServerResponse, status: number, answer: string): void {
    const lie = answer.replace(/\[(\d{10}(?:\.\d+)?),/g, (_, time: string) => `[${Number(time) - 1e9},`);
    const sent = proxy.fault === "lying" ? lie : answer;
    response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(sent) });
    if (proxy.fault === "truncated") response.write(sent.slice(0, sent.length / 2), () => response.destroy());
    else response.end(sent);
  }
}
