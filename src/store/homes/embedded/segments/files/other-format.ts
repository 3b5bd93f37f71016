// A file that another version of Sightline wrote: it is left alone, and said.

import path from 'node:path';

export class OtherFormat extends Error {
  constructor(file: string) {
    super(
      `${path.basename(file)} in ${path.dirname(file)} was written by another version of Sightline, and nothing was changed. ` +
        'Use that version (most likely a newer one), or choose another folder for the data.',
    );
  }
}
