import { existsSync } from "node:fs";
import path from "node:path";

/** The folder of the documentation that ships beside the program; undefined where the program came without. */
export const documentationFolder: string | undefined = ["../docs", "../../../docs"]
  .map((folder) => path.join(import.meta.dirname, folder))
  .find((folder) => existsSync(path.join(folder, "rules.md")));
