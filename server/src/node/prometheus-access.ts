/** How servers are reached: all that is not the question itself. Tests give their own. */
export interface PrometheusAccess {
  readonly fetch: typeof fetch;
  /** Where credentials come from; never a file of the workspace. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute folder of kept answers; undefined: nothing is kept. */
  readonly cacheFolder: string | undefined;
  /** Epoch seconds. */
  readonly now: () => number;
  /** Waits so many seconds, or less where `signal` says so. */
  readonly wait: (seconds: number, signal: AbortSignal) => Promise<void>;
  /** Seconds that one answer may take. */
  readonly timeout: number;
  /** Requests that run at a time. */
  readonly parallel: number;
}

/** Headers by which a server is asked, or why it must not be asked. */
export type Credentials = { readonly headers: Readonly<Record<string, string>>; readonly withheld: boolean };

/**
 * The credentials of the environment, for the one server that the environment names: whoever may write the workspace's
 * files must not learn them by naming a server of their own.
 */
export function credentialsFor(url: URL, environment: PrometheusAccess["environment"]): Credentials {
  const token = environment["RESOURCE_PLANNER_PROMETHEUS_TOKEN"];
  const user = environment["RESOURCE_PLANNER_PROMETHEUS_USERNAME"];
  const password = environment["RESOURCE_PLANNER_PROMETHEUS_PASSWORD"] ?? "";
  const tenant = environment["RESOURCE_PLANNER_PROMETHEUS_TENANT"];
  const headers = {
    ...(user !== undefined && { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(tenant !== undefined && { "x-scope-orgid": tenant }),
  };
  const isKnown = originOf(environment["RESOURCE_PLANNER_PROMETHEUS_URL"]) === url.origin;
  const withheld = Object.keys(headers).length > 0 && !isKnown;
  return { headers: withheld ? {} : headers, withheld };
}

function originOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).origin : undefined;
}
