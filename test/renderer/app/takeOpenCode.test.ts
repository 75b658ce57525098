import { expect, test } from "vitest";
import { hasOpenCode, takeOpenCode } from "../../../renderer/app/takeOpenCode.ts";

function openAt(hash: string) {
  const replaced: unknown[] = [];
  const location = { hash, pathname: "/runs/isapp-1", search: "?tab=log" } as Location;
  const history = {
    state: { at: 1 },
    replaceState: (...given: unknown[]) => void replaced.push(given),
  } as unknown as History;
  return { code: takeOpenCode({ location, history }), replaced };
}

test("the code of the fragment is taken out of the address, and the place stays", () => {
  expect(openAt("#open=a-b_c")).toEqual({ code: "a-b_c", replaced: [[{ at: 1 }, "", "/runs/isapp-1?tab=log"]] });
});

test("a link that is pasted over the address of the page is seen", () => {
  expect(["#open=a", "#open=", "", "#other"].map((hash) => hasOpenCode({ hash }))).toEqual([true, false, false, false]);
});

test("an address without a code stays as it is", () => {
  for (const hash of ["", "#", "#open=", "#other=1"])
    expect([hash, openAt(hash)]).toEqual([hash, { code: undefined, replaced: [] }]);
});
