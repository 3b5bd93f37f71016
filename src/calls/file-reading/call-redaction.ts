// What is masked in the record of a call: by the options its logger is made with, and by what is attached elsewhere.

import type { CallMessage, LoggerCall } from '../../model/call.ts';
import type { Logger, Neighbours } from '../names/values.ts';
import type { Source } from '../parsing/source.ts';
import { NOTHING_MASKED, type Masked } from '../redaction/masked.ts';
import { redactionFile, redactionsOf, type RedactionMemory, type Redactions } from '../redaction/redactions.ts';

/** Something that somebody may mask; of texts that name nothing of the kind nobody asks. */
const WORTH_MASKING =
  /pass|pwd|secret|token|credential|key|auth|cookie|session|header|environ|ssn|social|mail|phone|mobile|address|street|zip|card|cvv|account|iban|salary|birth|dob|patient|medic|diagnos|licen[cs]e|dsn|otp|pin|_name|surname|user|customer|config|body/i;

/** Says what is masked in the records of a logger of a file; asks the project when there is something to ask for. */
export function createMaskedAt(
  { path, text }: Source,
  language: string,
  neighbours: Neighbours | undefined,
): (dialect: string, logger: string) => Masked {
  let redactions: Redactions | undefined;
  let worth: boolean | undefined;
  return (dialect, logger) => {
    if (language !== 'python' || !(worth ??= WORTH_MASKING.test(text))) return NOTHING_MASKED;
    redactions ??= neighbours?.redactions(path, text) ?? redactionsOf(redactionFile(path, text), [], alone());
    return redactions.of(dialect, logger);
  };
}

/** What is known where a file is read alone. */
const alone = (): RedactionMemory => ({ follow: () => undefined, masks: new Map() });

/** The part of a LoggerCall that says what is masked. */
export function redactionOf(
  { redacts: own = [] }: Logger,
  { fields, texts }: Masked,
  message: CallMessage | undefined,
): Pick<LoggerCall, 'redacts' | 'redactsBehind'> {
  const redacts = fields.length === 0 ? own : [...new Set([...own, ...fields])];
  const filled = message?.built === 'template' || message?.built === 'constant';
  const behind = texts.filter(({ formatted }) => formatted || !filled).map(({ before }) => before);
  return {
    ...(redacts.length === 0 ? {} : { redacts }),
    ...(behind.length === 0 ? {} : { redactsBehind: [...new Set(behind)] }),
  };
}
