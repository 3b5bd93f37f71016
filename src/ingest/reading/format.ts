// What a format is: how the lines of one logging library are recognised and read.

import type { JsonObject } from '../../model/json.ts';
import type { Draft } from './draft.ts';
import type { FieldTable } from './fields.ts';
import type { LevelScale } from './levels.ts';

/** A format of JSON objects. Its table says what the keys mean. */
export interface JsonFormat {
  readonly kind: 'json';
  /** Name of its file. */
  readonly id: string;
  readonly title: string;
  /** Whether a record has the keys by which this library is known. Cheap: every line of an unknown source is tried. */
  detect(object: JsonObject): boolean;
  readonly fields: FieldTable;
  /** What a number as level means. */
  readonly levels: LevelScale;
  /** The object that holds the record, where it is not the outermost. */
  unwrap?(object: JsonObject): JsonObject;
  /** Completes the draft from the outermost object. */
  finish?(draft: Draft, object: JsonObject): void;
}

/** A format of plain text. */
export interface TextFormat {
  readonly kind: 'text';
  /** Name of its file. */
  readonly id: string;
  readonly title: string;
  /**
   * Reads the first line of a record, terminal colours removed, that arrived at `now` (milliseconds since the Unix epoch);
   * undefined where it is not of this format. Linear in its length.
   */
  read(line: string, now: number): Draft | undefined;
}

export type Format = JsonFormat | TextFormat;
