import { RedisException, type RedisServer } from "./redis.ts";

/** What texts of the server become. */
export const valueKinds = [
  { value: "text", label: "Text" },
  { value: "json", label: "JSON" },
  { value: "bytes", label: "Bytes" },
] as const;

export type ValueKind = (typeof valueKinds)[number]["value"];

/** How the whole of a key is asked for, by its type. */
const commands: Record<string, [command: string, ...options: string[]]> = {
  string: ["GET"],
  hash: ["HGETALL"],
  list: ["LRANGE", "0", "-1"],
  set: ["SMEMBERS"],
  zset: ["ZRANGE", "0", "-1", "WITHSCORES"],
};

/** The value of a key; undefined = there is none. Throws RedisException. */
export async function readKey(server: RedisServer, { key, as }: { key: string; as: ValueKind }): Promise<unknown> {
  const type = String(await server.send({ command: "TYPE", about: [key] }));
  if (type === "none") return undefined;
  const given = commands[type];
  if (given === undefined) throw new RedisException(`The key "${key}" holds a ${type}, which this step does not read`);
  const [command, ...options] = given;
  const answer = await server.send({ command, about: [key, ...options] });
  // It was deleted meanwhile.
  if (answer === null) return undefined;
  const read = (bytes: Buffer): unknown => toValue(bytes, { key, as });
  if (!Array.isArray(answer)) return read(answer as Buffer);
  if (type === "hash") return Object.fromEntries(toPairs(answer).map(([field, value]) => [String(field), read(value)]));
  if (type === "zset") return toPairs(answer).map(([member, score]) => ({ value: read(member), score: Number(score) }));
  return answer.map(read);
}

function toPairs(flat: readonly Buffer[]): [Buffer, Buffer][] {
  return Array.from(
    { length: flat.length / 2 },
    (_, index) => flat.slice(2 * index, 2 * index + 2) as [Buffer, Buffer],
  );
}

function toValue(bytes: Buffer, { key, as }: { key: string; as: ValueKind }): unknown {
  if (as === "bytes") return bytes;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return as === "json" ? JSON.parse(text) : text;
  } catch (cause) {
    // It would repeat what the key holds.
    if (cause instanceof SyntaxError) throw new RedisException(`What the key "${key}" holds is no JSON`);
    throw new RedisException(`What the key "${key}" holds is no text in UTF-8; read it as bytes`, { cause });
  }
}
