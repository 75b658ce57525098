import { createHmac } from "node:crypto";
import ssh2 from "ssh2";
import { describe, expect, it } from "vitest";
import { describeKey, type HostKeyCheck, parseHostKey } from "../../../core/sdk/ssh/hostKeys.ts";

const pair = ssh2.utils.generateKeyPairSync("ed25519").public;
const other = ssh2.utils.generateKeyPairSync("ecdsa", { bits: 256 }).public;
const bytesOf = (line: string): Buffer => Buffer.from(line.split(" ")[1] ?? "", "base64");
const at = { host: "db.example", port: 22 };

function check(text: string, place = at): HostKeyCheck {
  const parsed = parseHostKey(text, place);
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
}
const takes = (text: string, place = at): boolean => check(text, place).refuse(bytesOf(pair)) === undefined;

describe("what a host is known by", () => {
  it("may be fingerprints, as ssh-keygen shows them too", () => {
    const [type, fingerprint] = describeKey(bytesOf(pair)).split(" ");
    expect(type).toBe("ssh-ed25519");
    expect(takes(`256 ${fingerprint} root@db (ED25519)`)).toBe(true);
    expect(check(`${fingerprint}`).refuse(bytesOf(other))).toMatch(
      /^the server shows another host key than "host_key" says: ecdsa-sha2-nistp256 SHA256:.{43}\. Somebody may/,
    );
  });

  it("may be public keys, whose types are asked for", () => {
    expect(takes(pair)).toBe(true);
    expect(takes(other)).toBe(false);
    expect(takes(`${other}\n${pair}`)).toBe(true);
    expect(check(pair).types).toEqual(["ssh-ed25519"]);
  });

  it("may be lines of known_hosts: names, patterns, ports, hashes", () => {
    const salt = Buffer.alloc(20, 7);
    const hash = createHmac("sha1", salt).update("db.example").digest("base64");
    for (const hosts of ["db.example", "a,*.example", "d?.example,10.0.0.1", `|1|${salt.toString("base64")}|${hash}`]) {
      expect.soft(takes(`# comment\n${hosts} ${pair}`), hosts).toBe(true);
    }
    for (const hosts of ["dbXexample", "*.example,!db.example", "[db.example]:2222"]) {
      expect.soft(parseHostKey(`${hosts} ${pair}`, at), hosts).toBe("has no key for db.example, port 22");
    }
    const port = { host: "db.example", port: 2222 };
    expect([takes(`[db.example]:2222 ${pair}`, port), takes(`db.example ${pair}`, port)]).toEqual([true, true]);
    expect(parseHostKey(`@cert-authority *.example ${pair}`, at)).toMatch(/^is no fingerprint/);
  });

  it("may say that a key is revoked", () => {
    const text = `@revoked * ${pair}\n* ${pair}\n* ${other}`;
    expect(check(text).refuse(bytesOf(pair))).toMatch(/^the server shows a key that was revoked: ssh-ed25519 SHA256:/);
    expect(check(text).refuse(bytesOf(other))).toBeUndefined();
  });

  it("is read as OpenSSH reads it where lines are doubtful", () => {
    const [, fingerprint = ""] = describeKey(bytesOf(other)).split(" ");
    expect(takes(`# stolen: ${fingerprint}\ndb.example ${pair}`)).toBe(true);
    expect(check(`# stolen: ${fingerprint}\ndb.example ${pair}`).refuse(bytesOf(other))).toMatch(/another host key/);
    expect(parseHostKey(`@Revoked db.example ${pair}`, at)).toMatch(/^is no fingerprint/);
    const gate = { host: "ssh-gw.example", port: 22 };
    expect(check(`@revoked ssh-gw.example ${pair}\n*.example ${pair}\n* ${other}`, gate).refuse(bytesOf(pair))).toMatch(
      /revoked/,
    );
  });

  it("is that of the port before that of the host alone", () => {
    const port = { host: "db.example", port: 2222 };
    const text = `[db.example]:2222 ${other}\ndb.example ${pair}`;
    expect([takes(text, port), takes(text)]).toEqual([false, true]);
    expect(check(`@revoked db.example ${other}\n${text}`, port).refuse(bytesOf(other))).toMatch(/revoked/);
  });

  it("may be nothing: then the error says what the server shows", () => {
    const parsed = parseHostKey(undefined, at);
    expect(typeof parsed === "string" ? "" : parsed.refuse(bytesOf(pair))).toMatch(
      /^"host_key" is missing\. The server shows ssh-ed25519 SHA256:.{43};/,
    );
    expect(check(" Any ")).toMatchObject({ isOpen: true });
    expect(parseHostKey("yes please", at)).toBe(
      "is no fingerprint (SHA256:...), public key, lines of known_hosts, or any",
    );
  });
});
