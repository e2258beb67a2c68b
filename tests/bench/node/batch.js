// Validates all YAML files below some folders by ajv, read by js-yaml: `node batch.js SCHEMA FOLDER…`.
"use strict";

const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { Ajv2020 } = require("ajv/dist/2020");
const { load, CORE_SCHEMA } = require("js-yaml");

const [schema, ...folders] = process.argv.slice(2);
const ajv = new Ajv2020({ strict: false, logger: false });
const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
let files = 0;
let refused = 0;
while (folders.length) {
  const folder = folders.pop();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      folders.push(path);
      continue;
    }
    files += 1;
    if (!validate(load(readFileSync(path, "utf8"), { schema: CORE_SCHEMA }))) refused += 1;
  }
}
process.stdout.write(`${files} files, ${refused} refused\n`);
process.exitCode = refused ? 1 : 0;
