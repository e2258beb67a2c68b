// Reads a list of [command, properties, message] from standard input, and issues each as GitHub's toolkit does.
import { readFileSync } from "node:fs";
import { issueCommand } from "./node_modules/@actions/core/lib/command.js";

for (const [command, properties, message] of JSON.parse(readFileSync(0, "utf8"))) {
  issueCommand(command, properties, message);
}
