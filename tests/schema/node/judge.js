// Reads {schema, words, documents, texts} from standard input, and writes whether ajv accepts each of the documents and texts (YAML).
// `words` are the keywords of editors, which no validator acts on; in strict mode ajv refuses any other that it does not know.
"use strict";

const { readFileSync } = require("node:fs");
const { Ajv2020 } = require("ajv/dist/2020");
const { load, CORE_SCHEMA } = require("js-yaml");

const { schema, words, documents, texts } = JSON.parse(readFileSync(0, "utf8"));
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, logger: false });
ajv.addVocabulary(words);
const validate = ajv.compile(schema);
const read = texts.map((text) => load(text, { schema: CORE_SCHEMA }));
const judged = { documents: documents.map((value) => validate(value)), texts: read.map((value) => validate(value)) };
process.stdout.write(JSON.stringify(judged));
