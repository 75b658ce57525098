import { expect, test } from "vitest";
import { applicationOf, isOwnAddress, isWebAddress, readLink } from "../../../electron/window/addresses.ts";

test.each([
  ["app://sluice/", true],
  ["app://sluice/applications/a?step=1#x", true],
  ["app://sluice.evil/", false],
  ["app://evil/sluice", false],
  ["app://user@sluice/", false],
  ["app://sluice:1/", false],
  ["https://sluice/", false],
  ["file:///etc/passwd", false],
  ["javascript:alert(1)", false],
  ["", false],
])("%s is the program's own: %s", (url, own) => {
  expect(isOwnAddress(url)).toBe(own);
});

test.each([
  ["https://example.com/a", true],
  ["http://example.com/", true],
  ["https://user:pass@example.com/", false],
  ["file:///etc/passwd", false],
  ["smb://host/share", false],
  ["ms-settings:", false],
  ["javascript:alert(1)", false],
  ["nothing", false],
])("%s may open in the browser: %s", (url, may) => {
  expect(isWebAddress(url)).toBe(may);
});

test.each([
  ["sluice://applications/My%20flow?run=1", "app://sluice/applications/My%20flow?run=1"],
  ["sluice://runs", "app://sluice/runs"],
  ["sluice://api/v1/secrets", undefined],
  ["https://applications/x", undefined],
  ["--flag", undefined],
])("the link %s leads to %s", (url, place) => {
  expect(readLink(url)).toBe(place);
});

test.each([
  ["app://sluice/applications/My%20flow?step=1", "My flow"],
  ["app://sluice/applications/a%2Fb", "a/b"],
  ["app://sluice/applications/a/revisions/3", undefined],
  ["app://sluice/applications/%E0%A4%A", undefined],
  ["app://sluice/syncpacks/my%20pack?version=1.0.0", "syncpack:my pack"],
  ["app://sluice/syncpacks", undefined],
  ["app://sluice/", undefined],
  ["https://sluice/applications/a", undefined],
])("%s shows %s", (url, application) => {
  expect(applicationOf(url)).toBe(application);
});
