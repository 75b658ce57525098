import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The editor as static files. Nothing is inlined: the policy of the page allows its own files only. */
export default defineConfig({
  plugins: [react()],
  base: "/",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // Everything that runs it is an evergreen browser or Electron.
    target: "es2023",
    modulePreload: { polyfill: false },
    // The code editor is loaded while the window rests, and from this computer.
    chunkSizeWarningLimit: 10_000,
    reportCompressedSize: false,
  },
});
