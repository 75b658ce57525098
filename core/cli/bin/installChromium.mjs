import { existsSync } from "node:fs";
import process from "node:process";
import { runForwarding } from "./findNode.mjs";

/** Whether there is a Chromium for the browser tests; on Debian, and as root, it is installed when it is missing. */
export async function installChromium() {
  const path = process.env.SLUICE_CHROMIUM ?? "/usr/bin/chromium";
  if (existsSync(path)) return true;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const steps = [["update"], ["install", "-y", "--no-install-recommends", "chromium"]];
  for (const args of steps) {
    if ((await runForwarding("/usr/bin/apt-get", ["-qq", ...args], { env })) !== 0) return false;
  }
  return existsSync(path);
}
