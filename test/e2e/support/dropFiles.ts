import type { Page } from "@playwright/test";

/** Drops files on the window, as from a file manager: texts or bytes by name. */
export async function dropFiles(page: Page, files: Record<string, string | Buffer>): Promise<void> {
  const given = Object.entries(files).map(
    ([name, content]) => [name, Buffer.from(content).toString("base64")] as const,
  );
  const dataTransfer = await page.evaluateHandle((entries) => {
    const transfer = new DataTransfer();
    for (const [name, base64] of entries) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
    }
    return transfer;
  }, given);
  await page.dispatchEvent("main", "drop", { dataTransfer });
}
