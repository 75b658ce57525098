import { parseRole } from "../options.ts";
import { formatTime } from "../output/formats.ts";
import { createOutput } from "../output/Output.ts";
import { printTable } from "../output/table.ts";
import { type ClientWish, withClient, withReadingClient } from "../withClient.ts";

export interface TokenCreateOptions extends ClientWish {
  role: string;
  user?: string;
}

/** `sluice token create NAME`; the only time the token is shown. */
export function tokenCreateCommand(name: string, options: TokenCreateOptions): Promise<number> {
  const output = createOutput(options);
  const role = parseRole(options.role);
  const body = { name, role, ...(options.user === undefined ? {} : { user: options.user }) };
  return withClient(options, async (client) => {
    const { token } = await client.call("createToken", { body });
    if (output.isJson) output.json({ ...body, token });
    else {
      output.line(token);
      output.note(`The token "${name}" with the role ${role}. It is not shown again.`);
    }
    return 0;
  });
}

/** `sluice token list`; names and roles. */
export function tokenListCommand(options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withReadingClient(options, async (client) => {
    const list = await client.call("listTokens");
    if (output.isJson) output.json(list);
    else if (list.length === 0) output.note('There are no tokens yet. "sluice token create NAME" makes one.');
    else {
      printTable(output, list, [
        { title: "NAME", value: ({ name }) => name, paint: (_row, cell) => output.style("bold", cell) },
        { title: "ROLE", value: ({ role }) => role },
        ...(list.some(({ user }) => user !== undefined)
          ? [{ title: "USER", value: ({ user }: (typeof list)[number]) => user ?? "" }]
          : []),
        { title: "MADE", value: ({ created_at }) => formatTime(Date.parse(created_at)) },
      ]);
    }
    return 0;
  });
}

/** `sluice token revoke NAME` */
export function tokenRevokeCommand(name: string, options: ClientWish): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    await client.call("revokeToken", { params: { name } });
    if (output.isJson) output.json({ name, revoked: true });
    else output.line(`Revoked the token "${name}".`);
    return 0;
  });
}
