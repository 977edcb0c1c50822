/** A headless Chromium: the one that is installed, else the one that npm ships. */
import { existsSync } from "node:fs";
import path from "node:path";
import packed from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe"];

const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The variable CHROMIUM names another one. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? installed() ?? (await fromNpm()),
    args: [
      ...["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"],
      ...["--disable-background-networking", "--disable-component-update"],
    ],
  });
}

function installed(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const onPath = folders.flatMap((folder) => programs.map((program) => path.join(folder, program)));
  return [...onPath, ...places].find(existsSync);
}

async function fromNpm(): Promise<string> {
  if (process.platform === "linux" && process.arch === "x64") return packed.executablePath();
  throw new Error("There is no browser. Remedy: install Chrome or Chromium, or set CHROMIUM to the path of one.");
}
