// What is masked in the record of a call: by the options its logger is made with, and by what is attached elsewhere.

import type { CallArgument, CallMessage, Expression, LoggerCall } from '../../model/call.ts';
import type { Logger, Neighbours } from '../names/values.ts';
import type { Source } from '../parsing/source.ts';
import { NOTHING_MASKED, type Masked } from '../redaction/masked.ts';
import { redactionFile, redactionsOf, type RedactionMemory, type Redactions } from '../redaction/redactions.ts';

/** Something that somebody may mask; of calls that show nothing of the kind nobody asks. */
const WORTH_MASKING =
  /pass|pwd|secret|token|credential|key|auth|cookie|session|header|environ|ssn|social|mail|phone|mobile|address|street|zip|card|cvv|account|iban|salary|birth|dob|patient|medic|diagnos|health|blood|licen[cs]e|passport|national|tax|dsn|conn|otp|pin|phrase|bearer|ip_|_ip|latitude|longitude|gender|income|billing|_name|surname|user|customer|config|body|__dict__|vars/i;

/** Says what is masked in the record of a call of a file; asks the project when there is something to ask for. */
export function createMaskedAt(
  { path, text }: Source,
  language: string,
  neighbours: Neighbours | undefined,
): (call: Pick<LoggerCall, 'dialect' | 'logger' | 'given'>) => Masked {
  let redactions: Redactions | undefined;
  return ({ dialect, logger, given }) => {
    if (language !== 'python' || !given.some(isWorthMasking)) return NOTHING_MASKED;
    redactions ??= neighbours?.redactions(path, text) ?? redactionsOf(redactionFile(path, text), [], alone());
    return redactions.of(dialect, logger);
  };
}

/** Whether an argument may show what somebody masks, as it is written or by what its names stand for. */
function isWorthMasking({ key, value }: CallArgument): boolean {
  return (key !== undefined && WORTH_MASKING.test(key)) || WORTH_MASKING.test(value.text) || standsForWorth(value);
}

function standsForWorth({ children, origin, held = [], shows = [], returns = [] }: Expression): boolean {
  const others = [origin?.expression, ...held.map(({ expression }) => expression), ...returns];
  return (
    shows.some((member) => WORTH_MASKING.test(member)) ||
    held.some(({ key }) => key !== undefined && WORTH_MASKING.test(key)) ||
    others.some((one) => one !== undefined && (WORTH_MASKING.test(one.text) || standsForWorth(one))) ||
    children.some(standsForWorth)
  );
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
