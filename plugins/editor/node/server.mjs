// decap-server's file system middleware for the folder above content/, for our own server alone: it listens on a free
// port of this machine, and answers only who knows the secret. Prints the port. Ends with its input.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const express = require("express");
const { registerLocalFs } = require("decap-server/dist/middlewares");

const app = express();
app.use((request, response, next) => {
  if (request.headers["x-editor-secret"] === process.env.EDITOR_SECRET) next();
  else response.sendStatus(403);
});
await registerLocalFs(app, { logLevel: "error" });
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
