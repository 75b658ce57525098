import { describe, expect, it } from "vitest";
import type { AttemptRequest } from "../../core/engine/ports/StepWorkers.ts";
import { createUnpacker, packRequest } from "../../core/workers/packRequest.ts";

const bytes = (count: number) => Uint8Array.from({ length: count }, (_, index) => index % 256);

const plain: AttemptRequest = {
  runId: "isapp-1",
  appName: "App",
  stepRunId: "1",
  stepName: "step",
  attempt: 1,
  mode: { kind: "execute" },
  environment: "own",
  stepClass: { file: "Log", syncpack: "base", hash: "abc", modulePath: "/m.mjs", originFolder: "/o" },
  parameters: { text: "x", nothing: null, zero: -0 },
  configuration: {},
  connections: [],
  appVariables: {},
  inputs: [
    {
      step: "a",
      position: 0,
      data: { kind: "stored", stored: { kind: "inline", summary: { kind: "value", bytes: 3 }, bytes: bytes(300) } },
    },
  ],
  previousParameters: undefined,
  dataKey: bytes(32),
  blobFolder: "/blobs",
  consumers: ["b"],
  outputs: [],
  routes: {},
  logLevel: 25,
  limits: { wallMs: 1, memoryMb: 2, outputBytes: 3, logBytes: 4 },
  idempotencyKey: "isapp-1.1",
  generateReport: false,
  sample: false,
};

const full: AttemptRequest = {
  ...plain,
  mode: { kind: "resume", value: { kind: "approval", approved: true, by: "me", comment: "" } },
  configuration: { host: "x" },
  connections: [{ name: "db", kind: "sql", values: {}, secrets: {} } as never],
  appVariables: { city: "Oslo" },
  inputs: [
    { step: "a", position: 0, data: { kind: "none" } },
    { step: "b", position: 1, data: { kind: "plain", value: { x: [1] } } },
    {
      step: "c",
      position: 2,
      data: {
        kind: "stored",
        stored: { kind: "inline", summary: { kind: "list", bytes: 9, count: 2 }, bytes: bytes(9_000) },
      },
    },
    {
      step: "d",
      position: 3,
      data: { kind: "stored", stored: { kind: "blob", summary: { kind: "bytes", bytes: 9 }, blob: "id", size: 9 } },
    },
  ],
  previousParameters: { a: bytes(5) },
  outputs: [{ name: "yes" }] as AttemptRequest["outputs"],
  routes: { yes: ["b"] },
  generateReport: true,
  sample: true,
};

/** Buffers count as the bytes they hold. */
function plainBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plainBytes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainBytes(item)]));
}

describe("A request on its way to a worker", () => {
  for (const [what, request] of [
    ["says nothing unusual", plain],
    ["has everything", full],
  ] as const) {
    it(`arrives as it was when it ${what}`, () => {
      const unpack = createUnpacker();
      for (let round = 0; round < 2; round += 1) {
        expect(plainBytes(unpack(structuredClone(packRequest(request))))).toEqual(plainBytes(request));
      }
    });
  }

  it("arrives with its own limits and level, though others of its class had different ones", () => {
    const unpack = createUnpacker();
    const other = { ...plain, logLevel: 10, limits: { ...plain.limits, wallMs: 9 }, environment: "pack" };
    const arrived = [plain, other, plain].map((request) => unpack(structuredClone(packRequest(request))));
    expect(arrived.map(({ logLevel, limits, environment }) => [logLevel, limits.wallMs, environment])).toEqual([
      [25, 1, "own"],
      [10, 9, "pack"],
      [25, 1, "own"],
    ]);
  });

  for (const [how, send] of [
    [
      "in a message of its own",
      (one: AttemptRequest) => [one, one].map((request) => structuredClone(packRequest(request))),
    ],
    ["with it in one message", (one: AttemptRequest) => structuredClone([one, one].map(packRequest))],
  ] as const) {
    it(`shares nothing with the next one that step code gets hold of when that comes ${how}`, () => {
      for (const request of [plain, full]) {
        const [one, two] = send(request).map(createUnpacker());
        for (const key of [
          "parameters",
          "configuration",
          "connections",
          "appVariables",
          "consumers",
          "inputs",
          "outputs",
          "routes",
          "dataKey",
        ] as const) {
          expect(one?.[key]).not.toBe(two?.[key]);
        }
      }
    });
  }
});
