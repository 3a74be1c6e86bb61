// How a script talks with the test that runs it: a line of JSON each way.

import { createInterface } from "node:readline";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const next = async () => JSON.parse((await lines.next()).value);

export const given = await next();

export function tell(result) {
  process.stdout.write(`${JSON.stringify({ result })}\n`);
  process.exit(0);
}

// Has a browser opened at an address, and returns where the person was led.
export async function led(address) {
  process.stdout.write(`${JSON.stringify({ open: String(address) })}\n`);
  return (await next()).led;
}
