import type { Server } from "node:http";
import { SluiceError } from "../base/SluiceError.ts";

/** Lets a server listen on an address and a port, or on a local socket. Throws `address_in_use`. */
export async function listenOn(
  server: Server,
  place: { host: string; port: number } | { path: string },
): Promise<void> {
  const name = "path" in place ? place.path : place.port === 0 ? place.host : `${place.host}:${place.port}`;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(place, () => {
        server.off("error", reject);
        resolve();
      });
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") {
      throw new SluiceError("address_in_use", `Another program listens on ${name}. Choose another port with --port.`);
    }
    if (code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new SluiceError(
        "address_in_use",
        `The program may not listen on ${name} (${code}). Choose another address.`,
      );
    }
    throw error;
  }
}
