import type { Operations } from "../../client/Operations.ts";
import { formatBytes, oneLine, plural } from "./formats.ts";
import type { Output } from "./Output.ts";

export type PackDetails = Operations["getSyncPack"]["answer"];
type Pack = Pick<PackDetails, "installed" | "activated" | "problem" | "read_only">;

/** How far a pack has come, in one word. */
export function packStatus({ installed, activated, problem, read_only }: Pack): string {
  if (read_only) return "built in";
  if (problem !== null) return "failed";
  if (installed) return "installed";
  return activated ? "activated" : "uploaded";
}

/** What one should know of a pack before it is activated: files, packages, rights, who vouches for it. */
export function printTrust(output: Output, { name, version, trust }: PackDetails): void {
  if (trust === null) return;
  const { style } = output;
  const { files, dependencies, permissions, enforced } = trust;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const scripts = dependencies.filter((one) => one.install_scripts).map((one) => `${one.name} ${one.version}`);
  output.line(style("bold", `${name} ${version}`));
  output.line(`  Archive      sha256 ${trust.hash}`);
  output.line(`  Signature    ${signatureText(trust)}`);
  output.line(`  Files        ${files.length}, ${formatBytes(bytes)}`);
  for (const { path, bytes: size } of files) output.line(style("dim", `    ${oneLine(path)}  ${formatBytes(size)}`));
  const beside = dependencies.filter(({ external }) => external).map((one) => `${one.name} ${one.version}`);
  output.line(
    `  Packages     ${plural(dependencies.length - beside.length, "npm package")} bundled, their installation scripts never run`,
  );
  if (beside.length > 0) output.line(`               installed beside it by npm: ${oneLine(beside.join(", "))}`);
  if (scripts.length > 0) output.line(`               with such scripts: ${oneLine(scripts.join(", "))}`);
  output.line("  It says it needs");
  for (const [right, title] of rights) {
    const wanted = permissions[right];
    const text = typeof wanted === "boolean" ? (wanted ? "yes" : "no") : wanted.map(oneLine).join(", ") || "none";
    output.line(`    ${title.padEnd(22)} ${text}${style("dim", describeHold(right, { permissions, enforced }))}`);
  }
}

/** What holds it to a right, where that is not Node alone. */
function describeHold(
  right: (typeof rights)[number][0],
  { permissions, enforced }: Pick<NonNullable<PackDetails["trust"]>, "permissions" | "enforced">,
): string {
  if (!enforced.includes(right)) return "  (only said: nothing holds it to this)";
  const escapes = permissions.child_processes || permissions.native_code;
  if (right === "env" || !escapes) return "";
  return "  (nothing holds programs that it starts, or native code, to this)";
}

function signatureText({ signature, signed_by }: NonNullable<PackDetails["trust"]>): string {
  if (signed_by === null) return "none: nobody vouches for it";
  const { key_id, name, comment } = signed_by;
  if (signature === "known") return `by the known key of ${oneLine(name ?? "")} (${key_id}): ${oneLine(comment)}`;
  if (signature === "bad") return `bad: not what the key of ${oneLine(name ?? "")} (${key_id}) signed`;
  return `by the unknown key ${key_id}: nobody here can tell`;
}

const rights = [
  ["net", "hosts"],
  ["read", "files it reads"],
  ["write", "files it writes"],
  ["env", "environment variables"],
  ["child_processes", "other programs"],
  ["native_code", "native code"],
] as const;
