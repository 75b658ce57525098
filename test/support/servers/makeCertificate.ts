import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A certificate for localhost, signed by itself, in a folder of a server; its key is for the owner of the folder alone. */
export function makeCertificate(folder: string): { certFile: string; keyFile: string; cert: string } {
  const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync("openssl", ["req", ...kind, ...subject, "-keyout", keyFile, "-out", certFile], { stdio: "ignore" });
  const { uid, gid } = statSync(folder);
  for (const file of [certFile, keyFile]) {
    chmodSync(file, 0o600);
    chownSync(file, uid, gid);
  }
  return { certFile, keyFile, cert: readFileSync(certFile, "utf8") };
}
