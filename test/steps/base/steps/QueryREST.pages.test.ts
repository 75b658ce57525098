import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RestPeers, startRestPeers } from "../restPeers.ts";

let peers: RestPeers;
let query: RestPeers["query"];

beforeAll(async () => {
  peers = await startRestPeers();
  query = peers.query;
});

afterAll(() => peers.close());

describe("pages", () => {
  it("follow the Link header and keep the headers of the last page", async () => {
    const { data } = await query({ relative_url: "/links", pagination: "link", response_headers: ["etag"] });
    expect(data).toEqual({ data: [10, 11, 20, 21, 30, 31], status: 200, headers: { etag: '"p3"' } });
  });

  it("follow a link in the answer, relative to the page", async () => {
    const params = { pagination: "link", next_url_path: "next", items_path: "data.items" };
    expect((await query({ relative_url: "/next-urls", ...params })).data).toEqual([1, 2, 3]);
  });

  it("send credentials and headers only to the first origin", async () => {
    const params = { authentication: "bearer", token: "${config.token}", headers: { "X-Tenant": "7" } };
    const { data } = await query(
      { relative_url: "/links-away", pagination: "link", ...params },
      { configuration: { token: "token-123456" } },
    );
    const [first, away] = data as [number, Record<string, string>];
    expect(first).toBe(1);
    expect(Object.keys(away)).not.toEqual(expect.arrayContaining([expect.stringMatching(/authorization|x-tenant/)]));
  });

  it("follow a cursor and keep the other query parameters", async () => {
    const params = { pagination: "cursor", cursor_path: "meta.next", items_path: "rows", params: { limit: 2 } };
    const before = peers.peer.requests.length;
    expect((await query({ relative_url: "/cursor", ...params })).data).toEqual([0, 1, 2, 3, 4, 5]);
    expect(peers.peer.requests.slice(before).map((request) => request.url)).toEqual([
      "/cursor?limit=2",
      "/cursor?limit=2&cursor=2",
      "/cursor?limit=2&cursor=4",
    ]);
  });

  it.each([
    [{}, ["1a", "1b", "2a", "2b", "3a"], 4],
    [{ page_size: 2 }, ["1a", "1b", "2a", "2b", "3a"], 3],
  ])("are counted until an empty or short one: %j", async (size, items, calls) => {
    const before = peers.peer.requests.length;
    expect((await query({ relative_url: "/pages", pagination: "page", ...size })).data).toEqual(items);
    expect(peers.peer.requests.length - before).toBe(calls);
  });

  it("can be counted by offset", async () => {
    const params = { pagination: "page", page_param: "offset", page_start: 0, page_step: 2, page_size: 2 };
    expect((await query({ relative_url: "/offset", ...params })).data).toEqual([1, 2, 3, 4, 5]);
  });

  it.each([
    [{ max_pages: 2 }, [10, 11, 20, 21]],
    [{ max_items: 3 }, [10, 11, 20]],
  ])("stop at a limit with a warning: %j", async (limit, items) => {
    const { data, logs } = await query({ relative_url: "/links", pagination: "link", ...limit });
    expect(data).toEqual(items);
    expect(logs.filter((line) => line.level === "warning")).toHaveLength(1);
  });

  it("fail when the server leads in a circle, or when there is no list", async () => {
    expect((await query({ relative_url: "/circle", pagination: "link" })).error?.message).toContain("earlier page");
    const { error } = await query({ relative_url: "/next-urls", pagination: "link", items_path: "items" });
    expect(error?.message).toContain('"items" in the answer is not a list');
  });

  it("are read for each item", async () => {
    const params = { relative_url: "/${name}", pagination: "link" };
    expect((await query(params, { input: [{ name: "links" }, { name: "links" }] })).data).toEqual([
      [10, 11, 20, 21, 30, 31],
      [10, 11, 20, 21, 30, 31],
    ]);
  });
});
