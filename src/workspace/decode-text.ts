// Bytes of a source file to text: UTF-8, UTF-16 with a mark, else Windows-1252.

/** Whether bytes are no text: a NUL near the beginning and no UTF-16 mark. */
export function isBinary(bytes: Uint8Array): boolean {
  return !hasUtf16Mark(bytes) && bytes.subarray(0, 8_000).includes(0);
}

/** Decodes bytes; the byte order mark is left out, as editors do. Never fails. */
export function decodeText(bytes: Uint8Array): string {
  if (hasUtf16Mark(bytes)) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function hasUtf16Mark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
