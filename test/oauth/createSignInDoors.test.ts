import { expect, test } from "vitest";
import { createSignInDoors } from "../../core/oauth/createSignInDoors.ts";

const doors = createSignInDoors();

test("a door hands on what a browser brings and shows what is said, without taking it for HTML", async () => {
  const arrived: string[] = [];
  const door = await doors.open(undefined, async (query) => {
    arrived.push(query);
    return "<b>Hello</b> & goodbye";
  });
  expect(door.redirectUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
  const answer = await fetch(`${door.redirectUrl}?code=a&state=b`);
  expect(await answer.text()).toContain("<p>&#60;b&#62;Hello&#60;/b&#62; &#38; goodbye</p>");
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
  const posted = await fetch(door.redirectUrl, { method: "POST" });
  expect([posted.status, await posted.text()]).toEqual([404, ""]);
  expect(arrived).toEqual(["code=a&state=b"]);
  const taken = doors.open(door.redirectUrl, async () => "");
  await expect(taken).rejects.toMatchObject({ code: "address_in_use" });
  await door.close();
  await expect(fetch(door.redirectUrl)).rejects.toThrow();
});

test("a door is on this computer", async () => {
  for (const url of ["http://evil.example/callback", "https://127.0.0.1/callback", "nowhere"]) {
    await expect(doors.open(url, async () => "")).rejects.toMatchObject({ code: "wrong_use" });
  }
});
