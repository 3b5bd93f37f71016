// What the page knows of field names: which hold correlation IDs.

/** Keys whose values are correlation IDs in every home; their spellings differ by case, `_`, `-` and `.` only. */
const CORRELATION = new Set(['correlationid', 'requestid', 'traceid', 'xrequestid', 'xcorrelationid']);

/** Whether a field's value is a correlation ID. `keys` are the user's own, besides the usual ones. */
export function isCorrelation(field: string, keys: readonly string[]): boolean {
  const last = field.slice(field.lastIndexOf('.') + 1);
  return (
    field === 'correlation_id' ||
    CORRELATION.has(last.toLowerCase().replace(/[-_]/g, '')) ||
    keys.includes(last) ||
    keys.includes(field)
  );
}
