import { expect, test } from "vitest";
import { readBundle } from "../../../renderer/state/transfer/readBundle.ts";

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

test("files are sorted by what they hold, and named after the file where they have no name", () => {
  const zip = { name: "all.zip", bytes: new Uint8Array([0x50, 0x4b, 3, 4]) };
  const { bundle, refused } = readBundle([
    zip,
    file("my flow.json", '{"steps":[]}'),
    file("conf.json", '{"name":"prod","configuration_data":[]}'),
    file("Shout.ts", "export default class Shout {}"),
  ]);
  expect(bundle).toEqual({
    archive: zip.bytes,
    applications: [{ steps: [], name: "my_flow" }],
    configurations: [{ name: "prod", configuration_data: [] }],
    stepClasses: [{ main: "Shout.ts", files: { "Shout.ts": "export default class Shout {}" } }],
  });
  expect(refused).toEqual([]);
});

test("what is none of these is refused with the reason, broken JSON with its place", () => {
  const zip = (name: string) => ({ name, bytes: new Uint8Array([0x50, 0x4b, 3, 4]) });
  const { refused } = readBundle([
    zip("a.zip"),
    zip("b.zip"),
    file("list.json", "[1]"),
    file("other.json", '{"a":1}'),
    file("broken.json", '{\n  "a": }'),
  ]);
  expect(refused).toMatchObject([
    { file: "b.zip", reason: "secondArchive" },
    { file: "list.json", reason: "unknown" },
    { file: "other.json", reason: "unknown" },
    { file: "broken.json", reason: "json", line: 2 },
  ]);
});
