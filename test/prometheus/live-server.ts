import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

/** A Prometheus of this machine that runs on the loopback, filled with samples. */
export interface LiveServer {
  readonly port: number;
  readonly end: () => Promise<void>;
}

/** Whether Prometheus and its tool are installed. */
export function isPrometheusInstalled(): boolean {
  try {
    execFileSync("prometheus", ["--version"], { stdio: "ignore" });
    execFileSync("promtool", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Starts a Prometheus on a free port with samples in OpenMetrics, and waits until it says that it is ready. */
export async function startPrometheus(openMetrics: string): Promise<LiveServer> {
  const folder = mkdtempSync(path.join(tmpdir(), "resource-planner-prometheus-"));
  const data = path.join(folder, "data");
  writeFileSync(path.join(folder, "samples.om"), openMetrics);
  writeFileSync(path.join(folder, "prometheus.yml"), "scrape_configs: []\n");
  execFileSync("promtool", ["tsdb", "create-blocks-from", "openmetrics", path.join(folder, "samples.om"), data], {
    stdio: "ignore",
  });
  const port = await freePort();
  const server = spawn(
    "prometheus",
    [
      `--config.file=${path.join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${data}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--storage.tsdb.retention.time=10y",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  await ready(server);
  return {
    port,
    end: async () => {
      const exited = once(server, "exit");
      server.kill("SIGKILL");
      await exited;
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function ready(server: ChildProcess): Promise<void> {
  if (server.stderr === null) throw new Error("Prometheus has no log");
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line);
    if (line.includes("Server is ready to receive web requests")) {
      server.stderr.resume();
      return;
    }
  }
  throw new Error(`Prometheus ended:\n${said.join("\n")}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
