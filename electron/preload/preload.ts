import { contextBridge, ipcRenderer } from "electron";
import { createBridge } from "./createBridge.ts";

contextBridge.exposeInMainWorld("sluice", createBridge(ipcRenderer));
