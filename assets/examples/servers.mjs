// The servers that the examples QueryREST and QueryGQL ask: node assets/examples/servers.mjs [REST port] [GraphQL port]
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createSchema, createYoga } from "graphql-yoga";

const [restPort = "8000", graphPort = "8001"] = process.argv.slice(2);
const data = new URL("data/", import.meta.url);
const devices = await Promise.all([1, 2, 3, 4, 5].map(async (id) => JSON.parse(await read(`devices/${id}.json`))));

const rest = createServer(async (request, reply) => {
  const path = new URL(request.url ?? "/", "http://rest").pathname.slice(1);
  try {
    if (!/^[\w/]+\.json$/.test(path)) throw new Error("Not one of the files");
    reply.writeHead(200, { "content-type": "application/json" }).end(await read(path));
  } catch {
    reply.writeHead(404, { "content-type": "application/json" }).end('{"error": "no such file"}');
  }
});

const schema = createSchema({
  typeDefs: `
    type Device { id: ID! name: String! address: String! }
    type Edge { node: Device! }
    type PageInfo { hasNextPage: Boolean! endCursor: String }
    type Devices { edges: [Edge!]! pageInfo: PageInfo! }
    type Query { devices(first: Int!, after: String): Devices! }
  `,
  resolvers: {
    Query: {
      devices(_root, { first, after }) {
        const start = Number(after ?? 0);
        const end = start + first;
        const edges = devices.slice(start, end).map((node) => ({ node }));
        return { edges, pageInfo: { hasNextPage: end < devices.length, endCursor: String(end) } };
      },
    },
  },
});

console.log(`REST ${await listen(rest, restPort)}`);
console.log(`GraphQL ${await listen(createServer(createYoga({ schema, logging: false })), graphPort)}/graphql`);

function read(path) {
  return readFile(new URL(path, data), "utf8");
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(Number(port), "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}
