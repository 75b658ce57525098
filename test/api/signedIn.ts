import type { LightMyRequestResponse as Response } from "fastify";
import type { Role } from "../../core/model/roles.ts";
import { FakeClock } from "../support/FakeClock.ts";
import { openTestApi } from "./openTestApi.ts";

export const goodPassword = "correct horse battery";
type Headers = Record<string, string>;

/** An API with a user, asked as a browser does: with headers of its own choice and the cookies it was given. */
export async function openWithUser(role: Role, options: Parameters<typeof openTestApi>[0] = {}) {
  const clock = new FakeClock();
  const { api, host } = await openTestApi({ ...options, clock });
  await host.services.access.users.add({ name: "ann", role, password: goodPassword });
  const send = (method: "GET" | "POST" | "DELETE", path: string, given: { headers?: Headers; body?: unknown } = {}) =>
    api.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        ...(given.body === undefined ? {} : { "content-type": "application/json" }),
        ...given.headers,
      },
      ...(given.body === undefined ? {} : { payload: JSON.stringify(given.body) }),
    });
  const logIn = (body: object = {}, headers: Headers = {}) =>
    send("POST", "/login", { body: { user: "ann", password: goodPassword, ...body }, headers });
  return { api, host, clock, send, logIn };
}

/** What a browser sends after an answer that set a cookie. */
export function cookieOf(answer: Response): string {
  const [cookie] = answer.cookies;
  return cookie === undefined ? "" : `${cookie.name}=${cookie.value}`;
}
