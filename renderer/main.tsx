import { connectHost } from "./app/connectHost.ts";
import { mountApp } from "./app/mountApp.tsx";

const root = document.getElementById("root");
if (root !== null) mountApp(root, connectHost());
