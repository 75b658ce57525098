import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { goodByeMs, tellClosing } from "./closing.ts";
import type { SshConnection } from "./connectSsh.ts";
import { watchServer } from "./watchServer.ts";

/** A channel with what drivers ask of a socket. Its end is that of the connection to the server. */
export function toSocket(channel: Duplex, server: SshConnection): Socket {
  const idle = createIdleTimer(() => channel.emit("timeout"));
  const watch = watchServer(server);
  const [push, write, destroy] = [
    channel.push.bind(channel),
    channel.write.bind(channel),
    channel.destroy.bind(channel),
  ];
  let leaving: NodeJS.Timeout | undefined;
  channel.once("close", () => {
    idle.stop();
    watch.stop();
    clearTimeout(leaving);
    server.close();
  });
  return Object.assign(channel, {
    connecting: false,
    readyState: "open",
    // A driver that connects its socket itself hears that it is.
    connect: () => {
      setImmediate(() => channel.emit("connect"));
      return channel;
    },
    setNoDelay: () => channel,
    setKeepAlive: () => channel,
    setTimeout(limit: number, then?: () => void) {
      idle.set(limit);
      if (then !== undefined && limit === 0) channel.off("timeout", then);
      else if (then !== undefined) channel.once("timeout", then);
      return channel;
    },
    push(...given: Parameters<Duplex["push"]>) {
      idle.restart();
      return push(...given);
    },
    write(...given: unknown[]) {
      idle.restart();
      return Reflect.apply(write, channel, given);
    },
    /** The library waits for ever for a server that does not hang up as well. */
    destroy() {
      destroy();
      if (leaving === undefined) tellClosing(server.socket);
      leaving ??= setTimeout(() => server.socket.destroy(), goodByeMs).unref();
      return channel;
    },
    ref: () => {
      server.socket.ref();
      return channel;
    },
    unref: () => {
      server.socket.unref();
      return channel;
    },
  }) as unknown as Socket;
}

/** Calls when nothing happened for so long, as the timer of a socket; it keeps nothing awake. */
function createIdleTimer(call: () => void) {
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    /** ms; 0 = never. */
    set(limit: number): void {
      stop();
      if (limit > 0) timer = setTimeout(call, limit).unref();
    },
    restart: () => void timer?.refresh(),
    stop,
  };
}
