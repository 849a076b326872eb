// Asks an index as a browser does, but reads its files from a folder: node ask.mjs FOLDER TEXTS SCRIPT, a question (JSON) a line.
// Answers, a line each: addresses of all results in order, what is said of them first and last, and bytes that were
// loaded for the first batch of results, and in all.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
const { Index } = await import(pathToFileURL(process.argv[4]));

let bytes = 0;
globalThis.fetch = async (address) => {
  try {
    const data = await readFile(address);
    bytes += data.length;
    return new Response(data);
  } catch {
    return new Response("", { status: 404 });
  }
};

const open = () => new Index(`${process.argv[2]}/`, `${process.argv[3]}/`);
let index = open();
for await (const line of createInterface({ input: process.stdin })) {
  const { fresh, alone, briefly, ...asked } = JSON.parse(line);
  if (fresh) index = open();
  if (alone) for (const name of index.files.keys()) if (name.includes("/")) index.files.delete(name);
  bytes = 0;
  try {
    const answer = await index.find(asked);
    const addresses = [];
    let records = answer ? await answer.more() : [];
    const first = { bytes, said: answer && answer.state() };
    for (; answer; records = await answer.more()) {
      addresses.push(...records.map(([address]) => address));
      if (briefly || !answer.state().left) break;
    }
    console.log(JSON.stringify({ addresses, first: first.said, last: answer && answer.state(), bytes: first.bytes, all: bytes }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.message ?? `${error.url} ${error.status}` }));
  }
}
