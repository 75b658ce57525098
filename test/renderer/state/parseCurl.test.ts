import { expect, test } from "vitest";
import { parseClip } from "../../../renderer/state/clipboard/Clip.ts";
import { parseCurl } from "../../../renderer/state/clipboard/parseCurl.ts";

test("a command as browsers copy it becomes a step with method, address, parameters, headers and body", () => {
  const step = parseCurl(String.raw`curl 'https://api.example.org:8443/v1/people?limit=5&tag=a&tag=b' \
  -X 'PUT' \
  -H 'Accept: application/json' \
  -H 'content-type: application/json;charset=UTF-8' \
  --data-raw $'{"name":"O\'Brien","ages":[1,2]}' \
  --compressed --max-time 10 -k`);
  expect(step).toEqual({
    entry: {
      name: "PUT api.example.org/v1/people",
      file: "QueryREST",
      method: "PUT",
      prefix_url: "https://api.example.org:8443",
      relative_url: "/v1/people",
      params: { limit: "5", tag: ["a", "b"] },
      headers: { Accept: "application/json" },
      payload: { name: "O'Brien", ages: [1, 2] },
      payload_type: "json",
      verify_tls: false,
      timeout: 10,
    },
    secrets: [],
    leftOut: [],
  });
});

test.each([
  ["curl example.org", { method: "GET", prefix_url: "http://example.org", relative_url: "", name: "GET example.org" }],
  ["curl -d a=1 -d 'b=x y' http://e.org/f", { method: "POST", payload: { a: "1", b: "x y" }, payload_type: "form" }],
  ["curl --data-urlencode 'q=a&b' http://e.org", { method: "POST", payload: { q: "a&b" } }],
  ["curl -G -d q=1 'http://e.org/s?x=2'", { method: "GET", params: { x: "2", q: "1" } }],
  ["curl -sSLI --request=HEAD http://e.org", { method: "HEAD" }],
  ["curl -XDELETE http://e.org/a%2Fb", { method: "DELETE", relative_url: "/a%2Fb" }],
  ["curl --json '[1]' http://e.org", { method: "POST", payload: [1], payload_type: "json" }],
  [
    "curl -H 'Content-Type: text/xml' -d '<a/>' http://e.org",
    { payload: "<a/>", payload_type: "text", headers: { "Content-Type": "text/xml" } },
  ],
  ["curl -o file.json -x proxy:80 http://e.org/x | jq .", { relative_url: "/x" }],
  ["curl -e http://from.org -A me http://e.org", { headers: { Referer: "http://from.org", "User-Agent": "me" } }],
  ["$ curl http://e.org/a", { method: "GET", relative_url: "/a" }],
  ["curl --data-raw '@a=1' http://e.org", { method: "POST", payload: { "@a": "1" } }],
  [
    'curl ^"http://e.org/w?a=1^&b=2^" ^\n  -H ^"Content-Type: application/json^" ^\n  --data-raw ^"^{^\\^"a^\\^":1^}^"',
    { method: "POST", relative_url: "/w", params: { a: "1", b: "2" }, payload: { a: 1 }, payload_type: "json" },
  ],
  ['curl -d "$BODY" http://e.org -H "Content-Type: text/plain"', { payload: "$BODY" }],
])("%s", (command, entry) => {
  expect(parseCurl(command)?.entry).toMatchObject(entry);
});

test.each([
  ["curl -u ada:geheim http://e.org", { authentication: "basic", username: "ada" }, ["password"]],
  [`curl -H 'Authorization: Basic ${btoa("ada:geheim")}' http://e.org`, { username: "ada" }, ["password"]],
  ["curl http://ada:geheim@e.org", { username: "ada", password: "${config.password}" }, ["password"]],
  ["curl -H 'Authorization: Bearer geheim' http://e.org", { authentication: "bearer" }, ["token"]],
  ["curl --oauth2-bearer geheim http://e.org", { token: "${config.token}" }, ["token"]],
  ["curl -b 'session=geheim' http://e.org", { headers: { Cookie: "${config.cookie}" } }, ["cookie"]],
  ["curl -u ada:geheim -H 'cookie: a=geheim' http://e.org", { username: "ada" }, ["password", "cookie"]],
  ["curl -H 'X-API-Key: geheim' http://e.org", { authentication: "api_key", api_key_name: "X-API-Key" }, ["api_key"]],
])("no credential comes into the document: %s", (command, entry, secrets) => {
  const step = parseCurl(command);
  expect(step?.entry).toMatchObject(entry);
  expect(step?.secrets).toEqual(secrets);
  expect(JSON.stringify(step)).not.toContain("geheim");
  expect(parseClip(command)).toMatchObject({ steps: [{ entry }], secrets });
});

test.each([
  "",
  "curly",
  "echo curl http://e.org",
  "curl",
  "curl -H",
  '{"curl": 1}',
  "curl 'http://",
  "curl http://[",
  "curl ${}",
  "${}",
])("no such command: %s", (text) => {
  expect(parseCurl(text)).toBeUndefined();
});

test.each([
  ["curl -F 'file=@a.txt' -F name=x http://e.org", "POST", ["-F file=@a.txt", "-F name=x"]],
  ["curl -d @body.json http://e.org", "POST", ["-d @body.json"]],
  ["curl --json=@body.json http://e.org", "POST", ["-d @body.json"]],
  ["curl -T a.txt http://e.org", "PUT", ["-T a.txt"]],
  ["curl -b jar.txt --proxy http://p:8080 http://e.org", "GET", ["-b jar.txt", "--proxy http://p:8080"]],
  ["curl --cert c.pem:geheim http://e.org", "GET", ["--cert"]],
  ["curl -s --retry 3 -o out.json http://e.org", "GET", []],
])("what a step has no place for is named: %s", (command, method, leftOut) => {
  const step = parseCurl(command);
  expect(step).toMatchObject({ entry: { method }, leftOut });
  expect(step?.entry).not.toHaveProperty("payload");
});
