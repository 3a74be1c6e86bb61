/** Make the compiler say which member of a union a switch has forgotten. */
export function never(value: never): never {
  throw new Error(`Unexpected: ${JSON.stringify(value)}`);
}
