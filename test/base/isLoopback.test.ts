import { expect, test } from "vitest";
import { isLoopback } from "../../core/base/isLoopback.ts";

test("an address of this computer alone is known as one", () => {
  expect(["localhost", "127.0.0.1", "127.9.9.9", "::1"].filter((address) => !isLoopback(address))).toEqual([]);
  for (const address of ["0.0.0.0", "::", "192.0.2.1", "127.0.0.1.evil.example", "localhost.evil.example", ""]) {
    expect([address, isLoopback(address)]).toEqual([address, false]);
  }
});
