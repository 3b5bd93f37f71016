// The formats, in the order in which a line of an unknown source is tried; the two last take whatever is left.

import type { Format } from '../reading/format.ts';
import { json } from './json.ts';
import { plain } from './plain.ts';
import { sightline } from './sightline.ts';

export const formats: readonly Format[] = [sightline, json, plain];
