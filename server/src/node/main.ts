import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { startServer } from "../server/server.ts";
import { nodeHost } from "./host.ts";
import { giveMemoryBackAtRest } from "./memory.ts";

// The transport is named on the command line: `--stdio`, `--node-ipc`, `--socket=PORT` or `--pipe=NAME`.
// The connection also ends this process when the editor's ends.
startServer(createConnection(ProposedFeatures.all), nodeHost);
giveMemoryBackAtRest();
