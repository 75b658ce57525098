import { parseRole } from "../options.ts";
import { formatTime } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { readPassword } from "../readPassword.ts";
import { type ClientWish, withClient, withReadingClient } from "../withClient.ts";

export interface UserAddOptions extends ClientWish {
  role: string;
  /** `--no-password` */
  password: boolean;
}

/** `sluice user add NAME` */
export async function userAddCommand(name: string, options: UserAddOptions): Promise<number> {
  const output = createOutput(options);
  const role = parseRole(options.role);
  const password = options.password ? await readPassword(name) : undefined;
  return withClient(options, async (client) => {
    await client.call("addOwner", { body: { owner: name, role, ...(password === undefined ? {} : { password }) } });
    if (output.isJson) output.json({ name, role });
    else output.line(`${output.style("green", "✔")} Added the user "${name}" with the role ${role}.`);
    return 0;
  });
}

/** `sluice user list` */
export function userListCommand(options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const list = await client.call("listOwners");
    if (output.isJson) {
      output.json(
        list.map(({ owner, role, has_password, has_second_factor, created_at }) => ({
          name: owner,
          role,
          hasPassword: has_password,
          hasSecondFactor: has_second_factor,
          createdAt: created_at,
        })),
      );
    } else if (list.length === 0) output.note('There are no users yet. "sluice user add NAME" adds one.');
    else {
      printTable(output, list, [
        { title: "NAME", value: ({ owner }) => owner, paint: (_row, cell) => output.style("bold", cell) },
        { title: "ROLE", value: ({ role }) => role },
        { title: "ADDED", value: ({ created_at }) => formatTime(Date.parse(created_at)) },
        {
          title: "",
          value: ({ has_password, has_second_factor }) =>
            !has_password ? "no password yet" : has_second_factor ? "second factor" : "",
        },
      ]);
    }
    return 0;
  });
}

/** `sluice user role NAME ROLE` */
export function userRoleCommand(name: string, text: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  const role = parseRole(text);
  return withClient(options, async (client) => {
    await client.call("changeOwner", { params: { owner: name }, body: { role } });
    if (output.isJson) output.json({ name, role });
    else output.line(`"${name}" has the role ${role}.`);
    return 0;
  });
}

/** `sluice user password NAME` */
export async function userPasswordCommand(name: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  const password = await readPassword(name);
  return withClient(options, async (client) => {
    await client.call("changeOwner", { params: { owner: name }, body: { password } });
    if (output.isJson) output.json({ name, changed: true });
    else output.line(`Set the password of "${name}" and ended all sessions.`);
    return 0;
  });
}

/** `sluice user remove NAME` */
export function userRemoveCommand(name: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    await client.call("deleteOwner", { params: { owner: name } });
    if (output.isJson) output.json({ name, removed: true });
    else output.line(`Removed the user "${name}".`);
    return 0;
  });
}

export interface UserTotpOptions extends ClientWish {
  code?: string;
  remove?: boolean;
}

/** `sluice user totp NAME`: proposes, confirms with `--code`, or removes the second factor. */
export function userTotpCommand(name: string, options: UserTotpOptions): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    const params = { owner: name };
    if (options.remove === true) {
      await client.call("changeOwner", { params, body: { second_factor: false } });
      if (output.isJson) output.json({ name, removed: true });
      else output.line(`Removed the second factor of "${name}".`);
    } else if (options.code !== undefined) {
      const { recovery_codes: codes } = await client.call("confirmOwnerFactor", {
        params,
        body: { code: options.code },
      });
      if (output.isJson) output.json({ name, recoveryCodes: codes });
      else {
        output.line(`"${name}" logs in with the app from now on. Recovery codes, each good once, not shown again:`);
        for (const code of codes) output.line(`  ${code}`);
      }
    } else {
      const { secret, address } = await client.call("proposeOwnerFactor", { params });
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
