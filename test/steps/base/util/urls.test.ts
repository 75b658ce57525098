import { describe, expect, it } from "vitest";
import { joinUrl, redactUrl, replaceQuery, withQuery } from "../../../../core/steps/base/util/urls.ts";

describe("joinUrl", () => {
  it.each([
    ["http://h", "", "http://h/"],
    ["http://h/api", "v1/x", "http://h/api/v1/x"],
    ["http://h/api/", "/v1/x", "http://h/api/v1/x"],
    [" http://h ", " /x ", "http://h/x"],
    ["http://h/api", "?a=1", "http://h/api?a=1"],
    ["http://h/api", "http://h/other", "http://h/other"],
  ])("%j and %j give %j", (prefix, relative, url) => {
    expect(joinUrl(prefix, relative).href).toBe(url);
  });

  it.each([
    ["http://h", "http://evil/x"],
    ["http://h", "https://h/x"],
    ["ftp://h", ""],
    ["h/api", ""],
    ["", ""],
  ])("%j and %j are refused", (prefix, relative) => {
    expect(() => joinUrl(prefix, relative)).toThrow(TypeError);
  });

  it("never leaves the host of the prefix, whatever the data holds", () => {
    for (const relative of ["//evil/x", "/../../x", "@evil/x", "\\\\evil\\x", ".evil"]) {
      expect(joinUrl("http://host", relative).host).toBe("host");
    }
  });
});

it("adds and replaces query parameters", () => {
  const url = new URL("http://h/?a=1&b=2");
  expect(withQuery(url, { a: 3, o: { x: 1 } }).search).toBe("?a=1&b=2&a=3&o=%7B%22x%22%3A1%7D");
  expect(replaceQuery(url, { a: 3 }).search).toBe("?b=2&a=3");
  expect(url.search).toBe("?a=1&b=2");
});

it("shows no user, password or secret parameter", () => {
  expect(redactUrl(new URL("http://ann:pw@h:81/x?key=abc&a=b%20c"), ["key"])).toBe("http://h:81/x?key=•••&a=b%20c");
});
