import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { test } from "node:test";
import { promisify } from "node:util";
import { folderWith } from "../node/folder.ts";
import { deployment } from "../server/workload.ts";
import { programOnPath } from "../support/program-on-path.ts";

const root = path.join(import.meta.dirname, "../..");

/** Major and minor version; undefined where there is no Neovim. */
const version = /^NVIM v(\d+)\.(\d+)/.exec(spawnSync("nvim", ["--version"], { encoding: "utf8" }).stdout ?? "");

test("Neovim, set up as the documentation says, shows findings, explains a value and applies a fix", {
  timeout: 120_000,
  skip: version === null && "it did not run: there is no nvim on the PATH",
}, async (t) => {
  const mistaken = deployment.replace("128Mi", "128m");
  const folder = folderWith(t, { "web.yaml": mistaken });
  const tools = folderWith(t, { "setup.lua": setUp(Number(version?.[1]), Number(version?.[2])), "check.lua": check });
  const results = path.join(tools, "results.json");
  const argv = ["--headless", "--clean", "--cmd", `luafile ${tools}/setup.lua`, "-c", `luafile ${tools}/check.lua`];
  const env = {
    ...process.env,
    PATH: `${programOnPath(t)}:${process.env["PATH"]}`,
    XDG_STATE_HOME: tools,
    RESULTS: results,
  };
  await promisify(execFile)("nvim", [...argv, "web.yaml"], { cwd: folder, env });
  const { messages, hover, text } = JSON.parse(readFileSync(results, "utf8"));
  assert.match(messages.join("\n"), /^128m of memory is 0\.128 byte/m);
  assert.match(hover, /memory/i);
  assert.equal(text, deployment);
});

/** The block of the documentation that is for a version. */
function setUp(major: number, minor: number): string {
  const text = readFileSync(path.join(root, "docs/editors.md"), "utf8");
  const [newer, older] = [...text.matchAll(/```lua\n(.*?)```/gs)].map(([, code = ""]) => code);
  const chosen = major > 0 || minor >= 11 ? newer : older;
  assert.ok(chosen);
  return chosen;
}

/** What a user does: waits for the findings, hovers over the value, and takes the first code action. */
const check = `
local results = { messages = {}, hover = "", text = "" }
local function wait(is_done)
  assert(vim.wait(60000, is_done, 50), "nothing came within a minute")
end
local ok, problem = pcall(function()
  wait(function() return #vim.diagnostic.get(0) > 0 end)
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(results.messages, each.message)
  end
  vim.fn.search("128m")
  local at = { textDocument = vim.lsp.util.make_text_document_params(0) }
  local cursor = vim.api.nvim_win_get_cursor(0)
  at.position = { line = cursor[1] - 1, character = cursor[2] }
  for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/hover", at, 60000)) do
    results.hover = answer.result.contents.value
  end
  vim.ui.select = function(items, _, choose) choose(items[1], 1) end
  vim.lsp.buf.code_action()
  local before = vim.b.changedtick
  wait(function() return vim.b.changedtick ~= before end)
  results.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\\n") .. "\\n"
end)
if not ok then table.insert(results.messages, tostring(problem)) end
vim.fn.writefile({ vim.fn.json_encode(results) }, vim.env.RESULTS)
vim.cmd("qa!")
`;
