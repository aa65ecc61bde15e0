// Finds a Chromium for the browser suites, and installs Debian's where that is possible.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const usualPlaces = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** The path of a Chromium, or undefined and why there is none. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return { path: found };
  if (process.platform !== "linux" || !onPath("apt-get")) {
    return { why: "no Chromium on this machine: install one, or name one in CHROME_PATH" };
  }
  if (process.getuid?.() !== 0)
    return { why: "no Chromium: `sudo apt-get install chromium`, or name one in CHROME_PATH" };
  console.log("    no Chromium: installing Debian's");
  const apt = (...args) =>
    spawnSync("apt-get", ["-qq", "-o", "Dpkg::Use-Pty=0", ...args], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0;
  if (!apt("update")) console.log("    apt-get update failed; trying with the lists that are there");
  apt("install", "-y", "--no-install-recommends", "chromium");
  const installed = findBrowser();
  return installed ? { path: installed } : { why: "apt-get could not install chromium" };
}

function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named && existsSync(named)) return named;
  return names.map(onPath).find(Boolean) ?? usualPlaces.find((path) => existsSync(path));
}

function onPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
