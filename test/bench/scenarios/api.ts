import { request } from "node:http";
import Fastify, { type FastifyInstance } from "fastify";
import type { Api } from "../../../core/api/Api.ts";
import type { RunEvent } from "../../../core/engine/RunEvent.ts";
import { atLeast, atMost, interleave, type Measurement } from "../measure.ts";
import { Product } from "../Product.ts";
import { type Setting, withFolder } from "../Setting.ts";

/** Requests on their way at once, each over a connection of its own that stays open. */
const clients = 8;
const applications = 50;
const readers = 20;

interface Load {
  /** Requests per second. */
  rate: number;
  /** ms */
  p99: number;
}

interface Target {
  method: "GET" | "POST";
  address: string;
  path: string;
  body?: string;
}

/** What the API costs over the framework alone: a bare handler that answers the same bytes, in the same minutes. */
export function measureApi({ isShort }: Setting): Promise<Measurement[]> {
  return withFolder(async (folder) => {
    const product = await Product.open({ folder, workers: 2 });
    const api = await product.host.createApi({
      verifyToken: () => ({ name: "bench", role: "administrator", from: "token" }),
    });
    const bare = Fastify();
    try {
      for (let index = 0; index < applications; index += 1) await save(api, `app_${index}`);
      const address = await api.listen({ host: "127.0.0.1", port: 0 });
      const both = { address, bareAddress: await listenBare(bare, address), isShort };
      return [...(await measureList(both)), ...(await measureRuns(both)), await measureFanOut({ ...both, product })];
    } finally {
      await bare.close();
      await api.close();
      await product.close();
    }
  });
}

async function save(api: Api, name: string): Promise<void> {
  const document = { name, app_variables: [], steps: [{ name: "one", file: "Log", message: "x" }] };
  const answer = await api.inject({
    method: "POST",
    url: "/api/v1/applications",
    headers: { authorization: "Bearer bench" },
    payload: document,
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
}

/** The same answers without anything behind them. */
async function listenBare(bare: FastifyInstance, address: string): Promise<string> {
  const list = await fetch(`${address}/api/v1/applications`, { headers: { authorization: "Bearer bench" } });
  const text = await list.text();
  bare.get("/list", async (_request, reply) => reply.type("application/json; charset=utf-8").send(text));
  bare.post("/run", async (_request, reply) => reply.type("application/json; charset=utf-8").send(taskText));
  return bare.listen({ host: "127.0.0.1", port: 0 });
}

interface Both {
  /** Of the product. */
  address: string;
  /** Of the bare handlers. */
  bareAddress: string;
  isShort: boolean;
}

async function measureList({ address, bareAddress, isShort }: Both): Promise<Measurement[]> {
  const path = "/api/v1/applications";
  const count = isShort ? 1500 : 6000;
  return compare(`GET /applications, ${applications} of them`, {
    count,
    ours: { method: "GET", address, path },
    reference: { method: "GET", address: bareAddress, path: "/list" },
    // Reading them from the store, and their JSON, is most of it.
    slower: 7,
    later: 7,
  });
}

/** About as long as what a run of one step answers. */
const taskText = JSON.stringify({ id: "x".repeat(42), text: "x".repeat(700) });

async function measureRuns({ address, bareAddress, isShort }: Both): Promise<Measurement[]> {
  const body = JSON.stringify({ name: "app_0" });
  return compare("POST /applications/run?wait=5, one step", {
    count: isShort ? 150 : 600,
    ours: { method: "POST", address, path: "/api/v1/applications/run?wait=5", body },
    reference: { method: "POST", address: bareAddress, path: "/run", body },
    // Three commits to disk and a process that runs the step lie between question and answer.
    slower: 30,
    later: 50,
  });
}

async function compare(
  what: string,
  given: { count: number; ours: Target; reference: Target; slower: number; later: number },
): Promise<Measurement[]> {
  const latencies = { ours: [] as number[], reference: [] as number[] };
  const once = async (side: "ours" | "reference"): Promise<number> => {
    const { rate, p99 } = await load(given[side], given.count);
    latencies[side].push(p99);
    return rate;
  };
  const { ours, reference } = await interleave(4, { ours: () => once("ours"), reference: () => once("reference") });
  const best = (values: number[]) => Math.min(...values.slice(1));
  return [
    {
      what,
      note: `${clients} at once; reference: a bare handler`,
      unit: "requests/s",
      ours,
      reference,
      bar: atLeast(1 / given.slower),
      kind: "ratio",
    },
    {
      what: `${what}: 99 % are answered within`,
      unit: "ms",
      ours: best(latencies.ours),
      reference: best(latencies.reference),
      bar: atMost(given.later),
      kind: "ratio",
    },
  ];
}

/** Sends `count` requests from `clients` clients, each its next one when the one before is answered. */
async function load(target: Target, count: number): Promise<Load> {
  const times: number[] = [];
  let left = count;
  const start = performance.now();
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const begun = performance.now();
      await send(target);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  const seconds = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  return { rate: count / seconds, p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN };
}

function send({ method, address, path, body }: Target): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: "Bearer bench",
      ...(body === undefined ? {} : { "content-type": "application/json", "content-length": body.length }),
    };
    const sent = request(`${address}${path}`, { method, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      answer.once("end", () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${method} ${path} gave ${answer.statusCode}: ${text}`));
      });
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

/** The same run of 300 steps without a reader, and with 20 readers of all its events until each has its end. */
async function measureFanOut({ address, product, isShort }: Both & { product: Product }): Promise<Measurement> {
  const steps = Array.from({ length: 300 }, (_, index) => ({
    name: `s${index}`,
    file: "Log",
    message: `line ${index}`,
  }));
  const document = { name: "wide", app_variables: [], steps };
  const once = async (count: number): Promise<number> => {
    let events = 0;
    const stop = product.host.subscribe((_event: RunEvent) => {
      events += 1;
    });
    const open = await Promise.all(Array.from({ length: count }, () => openReader(address)));
    const start = performance.now();
    await Promise.all([product.run(document), ...open.map(({ ended }) => ended)]);
    const seconds = (performance.now() - start) / 1000;
    stop();
    return events / seconds;
  };
  const { ours, reference } = await interleave(isShort ? 4 : 8, {
    ours: () => once(readers),
    reference: () => once(0),
  });
  return {
    what: `events of a run of 300 steps to ${readers} readers`,
    note: "reference: without a reader",
    unit: "events/s",
    ours,
    reference,
    // The engine, its host's thread and the readers share this machine.
    bar: atLeast(0.25),
    kind: "ratio",
  };
}

/** A reader of the stream; `ended` resolves at the end of the next run. */
function openReader(address: string): Promise<{ ended: Promise<void> }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${address}/api/v1/events`, { headers: { authorization: "Bearer bench" } }, (answer) => {
      const ended = new Promise<void>((done) => {
        let rest = "";
        answer.on("data", (chunk: Buffer) => {
          rest = rest.slice(-64) + chunk.toString("latin1");
          if (!rest.includes("event: run.finished")) return;
          sent.destroy();
          done();
        });
      });
      resolve({ ended });
    });
    sent.on("error", reject);
    sent.end();
  });
}
