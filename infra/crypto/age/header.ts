import { createHmac, timingSafeEqual } from 'node:crypto';
import { decodeBase64, encodeBase64 } from './base64.ts';
import type { ByteReader } from './byte-reader.ts';
import { AgeError } from './errors.ts';
import { deriveKey } from './primitives.ts';

const VERSION = 'age-encryption.org/v1';
const COLUMNS = 64;
const MAC_BYTES = 32;
/** age sets no limit; a hostile file could fill the memory with a header that never ends. */
const MAX_HEADER_BYTES = 65_536;

/** One wrapping of the file key. */
export interface Stanza {
  readonly args: readonly string[];
  readonly body: Buffer;
}

export interface Header {
  readonly stanzas: readonly Stanza[];
  readonly mac: Buffer;
  /** The bytes that the MAC covers: up to and including `---`. */
  readonly covered: Buffer;
  /** All bytes, the last newline included. */
  readonly bytes: Buffer;
}

export function writeHeader(stanzas: readonly Stanza[], fileKey: Uint8Array): Buffer {
  const covered = `${VERSION}\n${stanzas.map(stanzaText).join('')}---`;
  return Buffer.from(`${covered} ${encodeBase64(macOf(fileKey, Buffer.from(covered)))}\n`);
}

function stanzaText({ args, body }: Stanza): string {
  const base64 = encodeBase64(body);
  const lines = Array.from({ length: Math.floor(base64.length / COLUMNS) + 1 }, (_, i) =>
    base64.slice(i * COLUMNS, (i + 1) * COLUMNS),
  );
  return `-> ${args.join(' ')}\n${lines.join('\n')}\n`;
}

/** Reads up to the payload. Throws AgeError `header`. */
export async function readHeader(reader: ByteReader): Promise<Header> {
  const lines = new HeaderLines(reader);
  if ((await lines.next()) !== VERSION) throw malformed('its first line does not name age v1');
  const stanzas: Stanza[] = [];
  for (let line = await lines.next(); ; line = await lines.next()) {
    if (line.startsWith('---')) return { stanzas, ...readEnd(line, stanzas, lines.text) };
    stanzas.push({ args: readArguments(line), body: await readBody(lines) });
  }
}

/** Throws AgeError `HMAC` when the header is not the one that was written with this file key. */
export function verifyMac(header: Header, fileKey: Uint8Array): void {
  if (!timingSafeEqual(macOf(fileKey, header.covered), header.mac)) {
    throw new AgeError('HMAC', 'The header was altered: its MAC does not verify.');
  }
}

class HeaderLines {
  text = '';
  constructor(private readonly reader: ByteReader) {}

  async next(): Promise<string> {
    const line = await this.reader.readLine(MAX_HEADER_BYTES - this.text.length);
    if (line === null) throw malformed('it has no end, or is too long');
    this.text += `${line}\n`;
    return line;
  }
}

function readArguments(line: string): readonly string[] {
  if (!line.startsWith('-> ')) throw malformed('a stanza does not start with an arrow');
  const args = line.slice(3).split(' ');
  if (!args.every((arg) => /^[!-~]+$/.test(arg))) throw malformed('an argument of a stanza is not printable');
  return args;
}

async function readBody(lines: HeaderLines): Promise<Buffer> {
  let base64 = '';
  for (;;) {
    const line = await lines.next();
    if (line.length > COLUMNS) throw malformed('a line of a stanza is too long');
    base64 += line;
    if (line.length < COLUMNS) break;
  }
  const body = decodeBase64(base64);
  if (!body) throw malformed('the body of a stanza is not canonical base64');
  return body;
}

function readEnd(line: string, stanzas: readonly Stanza[], text: string): Omit<Header, 'stanzas'> {
  const mac = line.startsWith('--- ') ? decodeBase64(line.slice(4)) : null;
  if (mac?.length !== MAC_BYTES) throw malformed('its MAC is not 32 bytes of canonical base64');
  if (stanzas.length === 0) throw malformed('it names no recipient');
  const bytes = Buffer.from(text, 'latin1');
  return { mac, bytes, covered: bytes.subarray(0, bytes.length - (line.length + 1) + '---'.length) };
}

function macOf(fileKey: Uint8Array, covered: Buffer): Buffer {
  return createHmac('sha256', deriveKey(fileKey, 'header')).update(covered).digest();
}

function malformed(why: string): AgeError {
  return new AgeError('header', `Not an age header: ${why}.`);
}
