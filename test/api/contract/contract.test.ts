import type { LightMyRequestResponse } from "fastify";
import { describe, expect, test } from "vitest";
import { roles } from "../../../core/model/roles.ts";
import { createAnswerCheck } from "./createAnswerCheck.ts";
import { createWorld, type World } from "./createWorld.ts";
import { type Example, examples } from "./examples.ts";
import { type Description, listOperations, type Operation } from "./Operation.ts";

interface Contract {
  world: World;
  operations: Operation[];
  checkAnswer: ReturnType<typeof createAnswerCheck>;
  send(operation: Operation, change: Change): Promise<LightMyRequestResponse>;
}

async function openContract(): Promise<Contract> {
  const world = await createWorld();
  const description = (await world.api.inject("/api/v1/docs/json")).json() as Description;
  return {
    world,
    operations: listOperations(description),
    checkAnswer: createAnswerCheck(description),
    send: (operation, change) => send(world, { operation, change }),
  };
}

describe("every operation of the description", () => {
  test("has a name, a tag, a summary and an example of its own", async () => {
    const { operations } = await openContract();
    expect(operations.length).toBeGreaterThan(25);
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => examples[name] === undefined)).toEqual([]);
    expect(Object.keys(examples).filter((name) => !names.includes(name))).toEqual([]);
    for (const { operationId, summary, tags } of operations) {
      expect([operationId, (summary ?? "").length > 5, tags?.length]).toEqual([operationId, true, 1]);
    }
  });

  test("refuses who does not say who asks, and who may not ask", async () => {
    const { operations, send, checkAnswer } = await openContract();
    for (const operation of operations) {
      const role = operation["x-role"];
      if (role === undefined) continue;
      const { operationId } = operation;
      expect([operationId, (await send(operation, { token: undefined })).statusCode]).toEqual([operationId, 401]);
      const below = roles[roles.indexOf(role) - 1];
      if (below === undefined) continue;
      const answer = await send(operation, { token: below });
      expect([operationId, answer.statusCode]).toEqual([operationId, 403]);
      expect(checkAnswer(operation, answer)).toEqual([]);
    }
  });

  test("refuses what is not valid, whatever it is, and never fails at it", async () => {
    const { operations, send, checkAnswer } = await openContract();
    for (const operation of operations) {
      for (const change of listFaults(operation)) {
        const answer = await send(operation, { token: "administrator", ...change });
        expect([
          operation.operationId,
          change,
          answer.statusCode,
          answer.statusCode >= 400 && answer.statusCode < 500,
        ]).toEqual([operation.operationId, change, answer.statusCode, true]);
        expect(checkAnswer(operation, answer)).toEqual([]);
      }
    }
  });

  test("refuses a body that is too large", async () => {
    const { operations, send, checkAnswer } = await openContract();
    for (const operation of operations.filter(({ requestBody }) => requestBody !== undefined)) {
      const answer = await send(operation, { token: "administrator", text: `{"a":"${"x".repeat(100_000)}"}` });
      expect([operation.operationId, answer.statusCode]).toEqual([operation.operationId, 413]);
      expect(checkAnswer(operation, answer)).toEqual([]);
    }
  });

  test("answers a valid request as it says", async () => {
    const { world, operations, send, checkAnswer } = await openContract();
    for (const [operationId, example] of Object.entries(examples)) {
      const operation = operations.find((found) => found.operationId === operationId);
      if (operation === undefined) continue;
      const { status, isEndless } = example(world);
      if (isEndless === true) continue;
      const answer = await send(operation, { token: "administrator" });
      expect([operationId, answer.statusCode, answer.statusCode === status ? "" : answer.body]).toEqual([
        operationId,
        status,
        "",
      ]);
      expect(checkAnswer(operation, answer)).toEqual([]);
    }
  });
});

interface Change {
  token: string | undefined;
  params?: Record<string, string>;
  query?: string;
  text?: string;
}

/** Sends the example of an operation, changed. */
function send(
  world: World,
  { operation, change }: { operation: Operation; change: Change },
): Promise<LightMyRequestResponse> {
  const example: Example = examples[operation.operationId]?.(world) ?? { status: 0 };
  const params = { ...example.params, ...change.params };
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? "none"));
  const json = change.text ?? (example.body === undefined ? undefined : JSON.stringify(example.body));
  const archive = change.text === undefined ? example.archive : undefined;
  const [type, payload] =
    archive === "export"
      ? ["application/zip", world.archive]
      : archive === "pack"
        ? ["application/gzip", Buffer.from(world.pack)]
        : ["application/json", json];
  return world.api.inject({
    method: operation.method,
    url: `${path}${change.query ?? example.query ?? ""}`,
    headers: {
      ...(change.token === undefined ? {} : { authorization: `Bearer ${change.token}` }),
      ...(payload === undefined ? {} : { "content-type": type }),
    },
    ...(payload === undefined ? {} : { payload }),
  });
}

/** Requests that no operation may take: broken and foreign bodies, odd names, values out of range. */
function listFaults(operation: Operation): Omit<Change, "token">[] {
  const faults: Omit<Change, "token">[] = [];
  if (operation.requestBody !== undefined) {
    faults.push({ text: "{" }, { text: "[[]]" }, { text: '"text"' }, { text: "[".repeat(2000) });
  }
  for (const { name, in: place, schema } of operation.parameters ?? []) {
    if (place === "path") {
      for (const odd of ["../../etc/passwd", "__proto__", "%00", "x".repeat(600), "💥"])
        faults.push({ params: { [name]: odd } });
    }
    if (place === "query" && (schema.type === "integer" || schema.type === "number")) {
      faults.push({ query: `?${name}=-1` }, { query: `?${name}=many` });
    }
  }
  return faults;
}
