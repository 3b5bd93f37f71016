// The shapes of personal values in text: social security numbers, bank accounts, mail addresses.

/** Something personal in a text: half-open range of UTF-16 offsets. */
export interface PersonalValue {
  readonly kind: 'ssn' | 'iban' | 'email';
  readonly start: number;
  readonly end: number;
}

/** United States: areas 000, 666 and from 900 on, group 00 and serial 0000 were never given out. */
const SSN = /(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g;
const IBAN = /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)/g;
const EMAIL = /(?<![\w.%+/:@-])[\w.%+-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24})(?![\w@-])/g;
/** Addresses of nobody in particular, and domains that are nobody's. */
const ROLE =
  /^(?:support|info|help|helpdesk|contact|admin|administrator|security|no-?reply|do-?not-?reply|hello|team|sales|office|service|abuse|postmaster|webmaster|hostmaster|root|git|bugs?|dev|developers?|feedback|privacy|legal|press|user(?:name)?|name|you|your\S*|me|someone|somebody|foo|bar|test\w*|email|mail|noc|ops|list|\S*-(?:users|dev|list|announce))$/i;
const NOBODYS =
  /(?:^|\.)(?:example|test|invalid|localhost|local|domain|yourdomain|company|email|foo|bar|acme)(?:\.[a-z]+)*$/i;

/** Finds personal values by their shape, in order of position. Linear in the length of the text. */
export function findPersonalValues(text: string): readonly PersonalValue[] {
  const found: PersonalValue[] = [];
  const add = (kind: PersonalValue['kind'], pattern: RegExp, accepts: (match: RegExpMatchArray) => boolean): void => {
    for (const match of text.matchAll(pattern))
      if (accepts(match)) found.push({ kind, start: match.index, end: match.index + match[0].length });
  };
  add('ssn', SSN, () => true);
  add('iban', IBAN, ([iban]) => hasIbanCheck(iban));
  add(
    'email',
    EMAIL,
    ([address, domain = '']) => !ROLE.test(address.slice(0, address.indexOf('@'))) && !NOBODYS.test(domain),
  );
  return found.sort((a, b) => a.start - b.start);
}

/** ISO 7064: the number with its head behind, letters as numbers from 10 on, leaves 1 of 97. */
function hasIbanCheck(text: string): boolean {
  const iban = text.replaceAll(' ', '');
  if (iban.length < 15 || iban.length > 34) return false;
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4))
    for (const digit of parseInt(character, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
