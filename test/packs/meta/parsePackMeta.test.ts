import { expect, test } from "vitest";
import { parsePackMeta } from "../../../core/packs/meta/parsePackMeta.ts";

/** As the manual has it. */
const manual = {
  name: "test_syncpack",
  version: "0.0.1",
  summary: "Testing Syncpack",
  description: "IS Syncpack for testing",
  author: "John Smith",
  home_page: "https://example.com/test_syncpack",
  requires_dist: ["boto", "base_steps_syncpack"],
  schedules: [
    {
      application_id: "dummy_app",
      entry_id: "dummy app",
      params: {},
      schedule: { schedule_info: { run_every: 3600 }, schedule_type: "frequency" },
    },
  ],
  tags: ["test_syncpack"],
  critical: [],
  requires_is_version: ">=2.0.0",
};

test("a meta.json of the manual is read as it is; what is left out has its default", () => {
  const permissions = { net: [], read: [], write: [], env: [], child_processes: false, native_code: false };
  expect(parsePackMeta(JSON.stringify(manual))).toEqual({ ...manual, friendly_name: "test_syncpack", permissions });
  const short = parsePackMeta(JSON.stringify({ name: "a", version: "1.0.0-beta.1", permissions: { net: ["x.org"] } }));
  expect(short).toMatchObject({
    requires_is_version: "*",
    schedules: [],
    permissions: { ...permissions, net: ["x.org"] },
  });
});

test("a pack does not take the name of what step classes import", () => {
  for (const name of ["sluice", "fs", "path"]) {
    expect(() => parsePackMeta(JSON.stringify({ name, version: "1.0.0" }))).toThrow("meta.json: name: must not be");
  }
});

test("all problems are told at once, each with its place", () => {
  const broken = { ...manual, name: "../up", version: "one", permisions: {}, requires_is_version: "newest", tags: "x" };
  const read = () => parsePackMeta(JSON.stringify({ ...broken, schedules: [{ application_id: "a b" }] }));
  expect(read).toThrow(expect.objectContaining({ code: "invalid_pack" }));
  for (const place of ["name", "version", "tags", "requires_is_version", "schedules.0.application_id", "permisions"]) {
    expect(read).toThrow(place);
  }
  expect(() => parsePackMeta('{"name": }')).toThrow("meta.json:1:10");
});
