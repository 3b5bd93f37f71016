// Splits an identifier, a dotted path or a header name into the words it is made of.

/** Compounds people write without a seam, and the words they mean. */
const COMPOUNDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['apikey', ['api', 'key']],
  ['accesskey', ['access', 'key']],
  ['authkey', ['auth', 'key']],
  ['secretkey', ['secret', 'key']],
  ['privatekey', ['private', 'key']],
  ['publickey', ['public', 'key']],
  ['signingkey', ['signing', 'key']],
  ['encryptionkey', ['encryption', 'key']],
  ['licensekey', ['license', 'key']],
  ['accesstoken', ['access', 'token']],
  ['refreshtoken', ['refresh', 'token']],
  ['authtoken', ['auth', 'token']],
  ['idtoken', ['id', 'token']],
  ['bearertoken', ['bearer', 'token']],
  ['csrftoken', ['csrf', 'token']],
  ['xsrftoken', ['xsrf', 'token']],
  ['csrfmiddlewaretoken', ['csrf', 'token']],
  ['sessiontoken', ['session', 'token']],
  ['clientsecret', ['client', 'secret']],
  ['sessionid', ['session', 'id']],
  ['sessid', ['session', 'id']],
  ['phpsessid', ['session', 'id']],
  ['jsessionid', ['session', 'id']],
  ['setcookie', ['set', 'cookie']],
  ['connectionstring', ['connection', 'string']],
  ['userpass', ['user', 'pass']],
  ['dbpass', ['db', 'pass']],
  ['userpassword', ['user', 'password']],
  ['dbpassword', ['db', 'password']],
  ['firstname', ['first', 'name']],
  ['lastname', ['last', 'name']],
  ['fullname', ['full', 'name']],
  ['birthdate', ['birth', 'date']],
  ['dateofbirth', ['date', 'of', 'birth']],
  ['cardnumber', ['card', 'number']],
  ['creditcard', ['credit', 'card']],
  ['postcode', ['post', 'code']],
  ['debitcard', ['debit', 'card']],
  ['phonenumber', ['phone', 'number']],
  ['zipcode', ['zip', 'code']],
]);

/**
 * The words of a name in lower case: `userApiKey`, `user_api-key` and `user.api.key` are all user, api, key. Digits stay
 * with the letters before them (`sha256`). Names longer than 200 characters give no words: they are no names.
 */
export function splitWords(name: string): readonly string[] {
  if (name.length > 200) return [];
  const words: string[] = [];
  for (const [piece] of name.matchAll(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g)) {
    const word = piece.toLowerCase();
    const compound = COMPOUNDS.get(word);
    if (compound === undefined) words.push(word);
    else words.push(...compound);
  }
  return words;
}
