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
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
  },
});
