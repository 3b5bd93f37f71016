// An error of the set-up that the user can do something about: shown as it is, without a stack.

export class SetUpError extends Error {}

/** Prints `error` for the user, with its stack where it is not one we foresaw, and ends with exit code 1. */
export function failWith(error) {
  console.error(error instanceof SetUpError ? error.message : error);
  process.exit(1);
}
