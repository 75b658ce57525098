import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Product } from "./Product.ts";
import { Prototype } from "./prototype/Prototype.ts";

/** What a scenario gets. */
export interface Setting {
  /** Five minutes for everything instead of as long as it takes. */
  isShort: boolean;
}

/** The product and the prototype, with the same number of workers, each on a folder of its own. */
export async function withBoth<T>(
  workers: number,
  use: (both: { product: Product; prototype: Prototype }) => Promise<T>,
): Promise<T> {
  return withFolder(async (folder) => {
    const prototype = await Prototype.open({ folder, workers });
    const product = await Product.open({ folder: join(folder, "data"), workers });
    try {
      return await use({ product, prototype });
    } finally {
      await product.close();
      await prototype.close();
    }
  });
}

/** A temporary folder for the time of `use`. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-bench-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
