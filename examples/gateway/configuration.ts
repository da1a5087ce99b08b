/** What a gateway is told by its environment. */
export interface Configuration {
  /** Without a slash at its end. */
  readonly instanceUrl: string;
  readonly token: string;
  readonly webhookSecret: string;
  /** Of its events: the gateway's own name in the instance. */
  readonly source: string;
  readonly modelVersionIds: readonly string[];
  /** Buys a ticket before every call, also where none is required. */
  readonly alwaysTickets: boolean;
  readonly dataFolder: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** The message lists everything that is wrong at once, and never a value. */
export class ConfigurationFault extends Error {
  override readonly name = 'ConfigurationFault';
  constructor(faults: readonly string[]) {
    const count = faults.length === 1 ? 'One setting is' : `${faults.length} settings are`;
    super(`${count} wrong. Nothing was started.\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

export function readConfiguration(env: NodeJS.ProcessEnv): Configuration {
  const faults: string[] = [];
  const read = (name: string, isGood: (text: string) => boolean, should: string, otherwise = ''): string => {
    const text = env[name]?.trim() || otherwise;
    if (!isGood(text)) faults.push(`${name} should be ${should}.`);
    return text;
  };
  const url = read('COMMONPOOL_URL', isHttpUrl, 'the address of the instance, such as https://pool.example.org');
  const ids = read('GATEWAY_MODELS', isThere, 'the ids of the model versions to serve, with commas between them');
  const configuration: Configuration = {
    instanceUrl: url.replace(/\/+$/, ''),
    token: read('GATEWAY_TOKEN', (text) => text.startsWith('cpg_'), 'the token that registerGateway showed (cpg_...)'),
    webhookSecret: read('GATEWAY_WEBHOOK_SECRET', isSecret, 'the secret that registerGateway showed (whsec_...)'),
    source: read('GATEWAY_SOURCE', isSource, 'the source that registerGateway showed (/gateways/...)'),
    modelVersionIds: [...new Set(ids.split(',').map((id) => id.trim()))].filter(isThere),
    alwaysTickets: read('GATEWAY_TICKETS', isTicketing, '`required` or `always`', 'required') === 'always',
    dataFolder: read('GATEWAY_DATA', isThere, 'a folder of its own that survives restarts', '.data/gateway'),
    host: read('HOST', isThere, 'the address to listen on', '127.0.0.1'),
    port: Number(read('PORT', isPort, 'a port from 1 to 65535, or 0 for any free one', '4100')),
  };
  if (faults.length > 0) throw new ConfigurationFault(faults);
  return configuration;
}

function isThere(text: string): boolean {
  return text !== '';
}

function isSource(text: string): boolean {
  return text.startsWith('/gateways/');
}

function isTicketing(text: string): boolean {
  return ['required', 'always'].includes(text);
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function isSecret(text: string): boolean {
  const { length } = Buffer.from(SECRET.exec(text)?.[1] ?? '', 'base64');
  return length >= 24 && length <= 64;
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}
