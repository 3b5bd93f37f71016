// The shapes of secret values: key prefixes, private keys, JWT, authorization headers, URL credentials, card numbers.

import { isCardNumber } from './card.ts';

/** A secret found in text: half-open range of UTF-16 offsets. */
export interface SecretValue {
  /** Id of the shape: "jwt", "card-number", "github-token". */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  /** Whether its last four characters may be shown. */
  readonly showsTail: boolean;
}

interface ValueShape {
  readonly kind: string;
  /** Lower-case literals of which at least one occurs in every match in some case; `0` stands for any digit. */
  readonly hints: readonly string[];
  /** Global, and linear on any input: what repeats is bounded or can't be entered twice. */
  readonly pattern: RegExp;
  /** Whether group 1 of the pattern is the secret, not the whole match. */
  readonly secretIsGroup?: boolean;
  /** Looks closer at a match. */
  readonly accepts?: (secret: string) => boolean;
  readonly hidesTail?: boolean;
}

/** Lengths and alphabets as the issuers document them. */
const SHAPES: readonly ValueShape[] = [
  {
    kind: 'private-key',
    hints: ['-----begin'],
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|(?=["'])|$)/g,
    hidesTail: true,
  },
  {
    kind: 'jwt',
    hints: ['eyj'],
    pattern: /(?<![\w-])eyJ[\w-]{8,4000}\.[\w-]{4,16000}\.[\w-]{0,4000}/g,
    accepts: headerDecodes,
  },
  {
    kind: 'github-token',
    hints: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    pattern: /(?<!\w)(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{22,255})/g,
  },
  { kind: 'gitlab-token', hints: ['glpat-'], pattern: /(?<!\w)glpat-[\w-]{20,255}/g },
  { kind: 'slack-token', hints: ['xox'], pattern: /(?<!\w)xox[abeprs]-[A-Za-z0-9-]{10,255}/g },
  { kind: 'stripe-key', hints: ['k_live_', 'k_test_'], pattern: /(?<!\w)[rs]k_(?:live|test)_[A-Za-z0-9]{10,255}/g },
  {
    kind: 'aws-access-key',
    hints: ['akia', 'asia'],
    pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  },
  { kind: 'google-api-key', hints: ['aiza'], pattern: /(?<!\w)AIza[\w-]{35}/g },
  { kind: 'sendgrid-key', hints: ['sg.'], pattern: /(?<!\w)SG\.[\w-]{16,64}\.[\w-]{16,128}/g },
  { kind: 'npm-token', hints: ['npm_'], pattern: /(?<!\w)npm_[A-Za-z0-9]{36}/g },
  { kind: 'pypi-token', hints: ['pypi-age'], pattern: /(?<!\w)pypi-AgE[\w-]{40,1000}/g },
  {
    kind: 'shopify-token',
    hints: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    pattern: /(?<!\w)shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}/g,
  },
  { kind: 'digitalocean-token', hints: ['_v0_'], pattern: /(?<!\w)do[opr]_v1_[a-f0-9]{64}/g },
  { kind: 'vault-token', hints: ['hvs.', 'hvb.', 'hvr.'], pattern: /(?<!\w)hv[sbr]\.[\w-]{20,300}/g },
  {
    kind: 'ai-api-key',
    hints: ['sk-ant-', 'sk-proj-', 'sk-svcacct-'],
    pattern: /(?<!\w)sk-(?:ant|proj|svcacct)-[\w-]{20,300}/g,
  },
  {
    kind: 'bearer-token',
    hints: ['bearer '],
    pattern: /(?<!\w)bearer {1,3}([\w.~+/=-]{8,4000})/gi,
    secretIsGroup: true,
    accepts: looksRandom,
  },
  {
    kind: 'basic-auth',
    hints: ['basic '],
    pattern: /(?<!\w)basic {1,3}([A-Za-z0-9+/]{6,1000}={0,2})/gi,
    secretIsGroup: true,
    accepts: isUserAndPassword,
    hidesTail: true,
  },
  {
    kind: 'url-credentials',
    hints: ['://'],
    pattern: /:\/\/[^\s/:@"'<>\\]{0,256}:([^\s/@"'<>\\]{1,256})@/g,
    secretIsGroup: true,
    accepts: isNoPlaceholder,
    hidesTail: true,
  },
  {
    kind: 'card-number',
    hints: cardHints(),
    pattern:
      /(?<![\w-])(?<!\d\.)[2-6]\d{3}(?:\d{9,15}|([ -])\d{4}\1\d{4}\1\d{1,7}|([ -])\d{6}\2\d{4,5})(?![\w-])(?!\.\d)/g,
    accepts: isCardNumber,
  },
];

/** For a quick search: each kind with its hints, as described at ValueShape. */
export const VALUE_HINTS: readonly { readonly kind: string; readonly hints: readonly string[] }[] = SHAPES;

/**
 * Finds secrets by their shape, in order of position, without overlaps. `kinds` limits the search to these kinds.
 * Never throws; linear in the length of the text.
 */
export function findSecretValues(text: string, kinds?: ReadonlySet<string>): readonly SecretValue[] {
  const found: SecretValue[] = [];
  for (const shape of SHAPES) {
    if (kinds !== undefined && !kinds.has(shape.kind)) continue;
    for (const match of text.matchAll(shape.pattern)) {
      const secret = shape.secretIsGroup === true ? match[1]! : match[0];
      if (shape.accepts?.(secret) === false) continue;
      const start = match.index + match[0].lastIndexOf(secret);
      const end = start + secret.length;
      found.push({ kind: shape.kind, start, end, showsTail: shape.hidesTail !== true && secret.length >= 12 });
    }
  }
  if (found.length < 2) return found;
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter((one) => {
    if (one.start < end) return false;
    end = one.end;
    return true;
  });
}

function cardHints(): readonly string[] {
  return ['0'.repeat(13), '0000 0000 ', '0000-0000-', '0000 000000 ', '0000-000000-'];
}

function headerDecodes(token: string): boolean {
  try {
    const header: unknown = JSON.parse(
      atob(token.slice(0, token.indexOf('.')).replaceAll('-', '+').replaceAll('_', '/')),
    );
    return typeof header === 'object' && header !== null && ('alg' in header || 'typ' in header || 'enc' in header);
  } catch {
    return false;
  }
}

/** A word of prose ("bearer authentication") is no token. */
function looksRandom(value: string): boolean {
  return /\d/.test(value) || value.length >= 24;
}

function isUserAndPassword(value: string): boolean {
  try {
    return /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(atob(value));
  } catch {
    return false;
  }
}

/** Templates and masked text write `***@`, `${PASSWORD}@`, `[masked …]@`. */
function isNoPlaceholder(value: string): boolean {
  return !/^(?:\*+|x+|[<[{$%].*|redacted)$/i.test(value);
}
