import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { readNpmSecrets } from "../../../core/packs/externals/readNpmSecrets.ts";
import { tempFolder } from "../../support/tempFolder.ts";

test("tokens and passwords come from variables and from all files that npm reads, in every form", () => {
  const folder = tempFolder();
  const user = join(folder, "user.npmrc");
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  writeFileSync(
    user,
    [
      "; registry=https://ignored:comment-secret@example.com",
      "//a.example/:_authToken = token-of-a",
      '//b.example/:_authToken="${B_KEY}"',
      `//c.example/:_password=${base64("password-of-c")}`,
      `_auth=${base64("ada:password-of-ada")}`,
      "https-proxy=http://me:proxy-secret@proxy.example:3128/",
      "noproxy=http://me:with@sign@proxy.example",
      "@scope:registry=https://token-without-name@f.example/",
      "//g.example/:_authToken=token-of-g # of the team",
      "@git:registry=https://git@h.example/",
      "registry=https://registry.example/",
    ].join("\n"),
  );
  mkdirSync(join(folder, "etc"));
  writeFileSync(join(folder, "etc", "npmrc"), "//d.example/:_authToken=token-of-d\n");
  const env = {
    NPM_CONFIG_USERCONFIG: user,
    PATH: [join(folder, "bin"), "/usr/bin"].join(delimiter),
    NPM_TOKEN: "token-of-env",
    "npm_config_//e.example/:_authToken": "token-of-e",
    B_KEY: "token-of-b",
    LANG: "C.UTF-8",
  };
  const found = readNpmSecrets(env);
  for (const secret of [
    ...["token-of-a", "token-of-b", "token-of-d", "token-of-e", "token-of-env"],
    ...["password-of-c", "ada:password-of-ada", "password-of-ada", "proxy-secret"],
    ...["with@sign", "token-without-name", "token-of-g"],
    base64("ada:password-of-ada"),
  ]) {
    expect(found).toContain(secret);
  }
  for (const text of ["comment-secret", "C.UTF-8", "https://registry.example/", user, "git"])
    expect(found).not.toContain(text);
});
