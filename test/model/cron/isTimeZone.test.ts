import { expect, it } from "vitest";
import { isTimeZone } from "../../../core/model/cron/isTimeZone.ts";

it.each(["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"])("takes the name %s", (name) => {
  expect(isTimeZone(name)).toBe(true);
});

it.each(["", "Europe/Nowhere", "+02:00", "Berlin time", "../etc"])('refuses "%s"', (name) => {
  expect(isTimeZone(name)).toBe(false);
});
