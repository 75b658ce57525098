import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { tellClosing, untilClosed } from "../../../core/sdk/ssh/closing.ts";

test("a socket that is said to be closing is waited for until it is closed; others are not", async () => {
  const ends: Socket[] = [];
  const door = createServer((socket) => void ends.push(socket.resume()));
  onTestFinished(() => {
    for (const end of ends) end.destroy();
    door.close();
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  const { port } = door.address() as AddressInfo;
  const [closing, open] = [connect(port, "127.0.0.1").resume(), connect(port, "127.0.0.1").resume()];
  await Promise.all([once(closing, "connect"), once(open, "connect")]);
  await untilClosed();

  tellClosing(closing);
  let isOver = false;
  const over = untilClosed().then(() => {
    isOver = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isOver).toBe(false);
  closing.end();
  await over;
  expect([closing.closed, open.closed]).toEqual([true, false]);

  // It is closed already: nobody would say so again.
  tellClosing(closing);
  await untilClosed();
});
