/** What a user does in VS Code, done from the keyboard; each step waits until VS Code shows its effect. */
import type { Page } from "playwright-core";
import { patience } from "./workbench.ts";

/** Opens a file by its absolute path, in the first column. */
export async function openFile(page: Page, file: string): Promise<void> {
  const name = file.split(/[\\/]/).at(-1) ?? file;
  await page.keyboard.press("ControlOrMeta+1");
  await type(page, "ControlOrMeta+p", file);
  await choose(page, name);
  await page.locator(".tab.active").filter({ hasText: name }).first().waitFor();
}

/** Runs a command of the palette by its whole title. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await type(page, "F1", title);
  await choose(page, title);
}

/** Puts the cursor on a place; lines and columns from 1, as VS Code shows them. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await type(page, "Control+g", `${line}:${column}`);
  await page.keyboard.press("Enter");
  await page.getByText(`Ln ${line}, Col ${column}`).waitFor();
}

/** Shows the hover of where the cursor is. */
export async function showHover(page: Page): Promise<void> {
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.press("ControlOrMeta+i");
  await page.locator(".monaco-hover:visible").first().waitFor();
}

/** Opens the input that a key opens and types into it. VS Code loses keys while it restarts extensions: so until it opens. */
async function type(page: Page, key: string, text: string): Promise<void> {
  const input = page.locator(".quick-input-widget input:focus");
  for (let tries = 1; ; tries++) {
    await page.keyboard.press(key);
    try {
      await input.waitFor({ timeout: patience / 6 });
      break;
    } catch (error) {
      if (tries === 6) throw error;
    }
  }
  await page.keyboard.insertText(text);
}

/** Takes the first entry of the open list that has this text. */
async function choose(page: Page, text: string): Promise<void> {
  await page.locator(".quick-input-list [role=option]").filter({ hasText: text }).first().click();
}
