// What stands in the place of a secret.

/** Constants, what others write in the place of a secret, and the placeholders of templates. */
const NOTHING_TO_HIDE =
  /^(?:|null|none|nil|true|false|undefined|nan|redacted|[*•]{2,}\w{0,4}|x{3,}|\.{3}|[[<(](?:masked|redacted|filtered|removed|hidden|secret|none|null)[^\]>)]*[\]>)]|\{\{?\s?\w*\s?\}?\}|\$\{\w+\}|%(?:\(\w+\))?[sdr])$/i;

/** Whether a value is empty, a constant, a placeholder or masked already. */
export function hidesNothing(value: string): boolean {
  return value.length < 200 && NOTHING_TO_HIDE.test(value);
}

/**
 * `[masked jwt]`, or `[masked card-number …4242]` where the last four characters may be shown: only of values of 12 and
 * more, and only letters and digits, so that it fits into JSON and quotes of any kind.
 */
export function maskOf(kind: string, secret: string, showsTail: boolean): string {
  const tail = secret.slice(-4);
  return showsTail && secret.length >= 12 && /^[A-Za-z0-9]{4}$/.test(tail)
    ? `[masked ${kind} …${tail}]`
    : `[masked ${kind}]`;
}
