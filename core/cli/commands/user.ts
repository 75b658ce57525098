import { toIsoTime } from "../../service/runs/toRunResult.ts";
import { withOwner, withReader } from "../openHost.ts";
import { type CommonOptions, parseRole } from "../options.ts";
import { formatTime } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { readPassword } from "../readPassword.ts";

export interface UserAddOptions extends CommonOptions {
  role: string;
  /** `--no-password` */
  password: boolean;
}

/** `sluice user add NAME` */
export async function userAddCommand(name: string, options: UserAddOptions): Promise<number> {
  const output = createOutput(options);
  const role = parseRole(options.role);
  const password = options.password ? await readPassword(name) : undefined;
  return withOwner(options, async ({ services }) => {
    await services.access.users.add({ name, role, password });
    if (output.isJson) output.json({ name, role });
    else output.line(`${output.style("green", "✔")} Added the user "${name}" with the role ${role}.`);
    return 0;
  });
}

/** `sluice user list` */
export function userListCommand(options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withReader(options, ({ services }) => {
    const list = services.access.users.list();
    if (output.isJson) {
      output.json(list.map(({ createdAt, ...rest }) => ({ ...rest, createdAt: toIsoTime(createdAt) })));
    } else if (list.length === 0) output.note('There are no users yet. "sluice user add NAME" adds one.');
    else {
      printTable(output, list, [
        { title: "NAME", value: ({ name }) => name, paint: (_row, cell) => output.style("bold", cell) },
        { title: "ROLE", value: ({ role }) => role },
        { title: "ADDED", value: ({ createdAt }) => formatTime(createdAt) },
        {
          title: "",
          value: ({ hasPassword, hasSecondFactor }) =>
            !hasPassword ? "no password yet" : hasSecondFactor ? "second factor" : "",
        },
      ]);
    }
    return 0;
  });
}

/** `sluice user role NAME ROLE` */
export function userRoleCommand(name: string, text: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  const role = parseRole(text);
  return withOwner(options, async ({ services }) => {
    await services.access.users.setRole(name, role);
    if (output.isJson) output.json({ name, role });
    else output.line(`"${name}" has the role ${role}.`);
    return 0;
  });
}

/** `sluice user password NAME` */
export async function userPasswordCommand(name: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  const password = await readPassword(name);
  return withOwner(options, async ({ services }) => {
    await services.access.users.setPassword(name, password);
    if (output.isJson) output.json({ name, changed: true });
    else output.line(`Set the password of "${name}" and ended all sessions.`);
    return 0;
  });
}

/** `sluice user remove NAME` */
export function userRemoveCommand(name: string, options: CommonOptions): Promise<number> {
  const output = createOutput(options);
  return withOwner(options, async ({ services }) => {
    await services.access.users.remove(name);
    if (output.isJson) output.json({ name, removed: true });
    else output.line(`Removed the user "${name}".`);
    return 0;
  });
}

export interface UserTotpOptions extends CommonOptions {
  code?: string;
  remove?: boolean;
}

/** `sluice user totp NAME`: proposes, confirms with `--code`, or removes the second factor. */
export function userTotpCommand(name: string, options: UserTotpOptions): Promise<number> {
  const output = createOutput(options);
  return withOwner(options, async ({ services }) => {
    const { secondFactors } = services.access;
    if (options.remove === true) {
      await secondFactors.remove(name);
      if (output.isJson) output.json({ name, removed: true });
      else output.line(`Removed the second factor of "${name}".`);
    } else if (options.code !== undefined) {
      const codes = await secondFactors.confirm(name, options.code);
      if (output.isJson) output.json({ name, recoveryCodes: codes });
      else {
        output.line(`"${name}" logs in with the app from now on. Recovery codes, each good once, not shown again:`);
        for (const code of codes) output.line(`  ${code}`);
      }
    } else {
      const { secret, address } = await secondFactors.propose(name);
      if (output.isJson) output.json({ name, secret, address });
      else {
        output.line(`Secret   ${secret}`);
        output.line(`Address  ${address}`);
        output.note(`Put it into an authenticator app, then: sluice user totp ${name} --code CODE`);
      }
    }
    return 0;
  });
}
