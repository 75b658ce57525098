import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { generateSdkDeclarations } from "./generateSdkDeclarations.ts";

// The editor shows them to authors; `npm run client` writes the file anew after a change of the SDK.
test("the declarations that the code editor knows are those of the SDK", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sluice-declarations-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const text = `${JSON.stringify(await generateSdkDeclarations(folder), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot("../../../renderer/code/types/sdkDeclarations.json");
});
