import { expect, test } from "vitest";
import { skipped, type VerifyParts, verifyDesktop } from "../../core/cli/bin/verifyDesktop.mjs";

async function verify(given: Partial<VerifyParts>): Promise<{ code: number; text: string; runs: unknown[] }> {
  const runs: unknown[] = [];
  let text = "";
  const code = await verifyDesktop({
    platform: "linux",
    env: { DISPLAY: ":1" },
    find: () => ({ command: "/electron" }),
    hasXvfb: () => true,
    write: (more) => {
      text += more;
    },
    async run(one) {
      runs.push(one);
      return 0;
    },
    ...given,
  });
  return { code, text, runs };
}

test("without a binary it is skipped by a code that means neither passed nor failed, and runs nothing", async () => {
  const { code, text, runs } = await verify({ find: () => ({ reason: "Electron is not installed" }) });
  expect([code, runs]).toEqual([skipped, []]);
  expect([0, 1, 2]).not.toContain(code);
  expect(text).toBe("SKIPPED: Electron is not installed. Nothing was verified.\n");
});

test("without a display it needs one that stands in", async () => {
  const blind = await verify({ env: {}, hasXvfb: () => false });
  expect([blind.code, blind.runs]).toEqual([skipped, []]);
  expect(blind.text).toContain("xvfb-run");
  expect((await verify({ env: {} })).runs).toEqual([{ isBlind: true, command: "/electron" }]);
  expect((await verify({ env: {}, platform: "darwin" })).runs).toEqual([{ isBlind: false, command: "/electron" }]);
});

test("with both, what the suite says is the answer", async () => {
  expect((await verify({})).runs).toEqual([{ isBlind: false, command: "/electron" }]);
  expect((await verify({ run: async () => 1 })).code).toBe(1);
});
