import { createTransport } from 'nodemailer';
import type { Carried, NoticeCarrier, NoticeMessage } from '../../domain/notices/index.ts';

const TIMEOUT_MS = 10_000;
const CONNECTIONS = 5;

/** From the envelope on it is about this mail; before it, about the server or our account there. */
const ABOUT_THE_MAIL: readonly string[] = ['RCPT TO', 'DATA'];

export interface MailSettings {
  readonly url: string;
  readonly from: string;
  /** Where members find the instance; null where nobody said so. */
  readonly publicUrl: string | null;
}

/** Sends plain mail through the operator's server. Its Message-ID is the delivery's, on every try. */
export class SmtpCarrier implements NoticeCarrier {
  readonly channel = 'email';
  private readonly transport;

  constructor(private readonly settings: MailSettings) {
    const { hostname, username } = new URL(settings.url);
    const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
    this.transport = createTransport({
      url: settings.url,
      pool: true,
      maxConnections: CONNECTIONS,
      // A password crosses no network in the clear.
      requireTLS: username !== '' && !isHere,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      dnsTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async carry({ deliveryId, email, title, ...said }: NoticeMessage): Promise<Carried> {
    if (email === null) throw new TypeError('A mail needs an address.');
    const { from, publicUrl } = this.settings;
    const domain = /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost';
    try {
      await this.transport.sendMail({
        from,
        to: { name: '', address: email },
        subject: title,
        text: textOf(said, publicUrl),
        messageId: `<${deliveryId}@${domain}>`,
        // No vacation notes, and no answers of other machines (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return 'accepted';
    } catch (error) {
      return refusalIn(error);
    }
  }

  close(): void {
    this.transport.close();
  }
}

function textOf({ lines, until, about }: Pick<NoticeMessage, 'lines' | 'until' | 'about'>, publicUrl: string | null) {
  const deadline = until ? [`You can act until ${until.toISOString().slice(0, 16).replace('T', ' ')} UTC.`] : [];
  const where = about && publicUrl ? [publicUrl] : [];
  const why = about ? ['You get this because you gave your address for notices; remove it there at any time.'] : [];
  return [...lines, ...deadline, ...where, ...why].join('\n\n');
}

/** Throws what is no refusal of this one mail. A server's words can name the address, so they go no further. */
function refusalIn(error: unknown): { refused: string } {
  const { code = 'failure', responseCode = 0, command = '' } = error as FaultOfMail;
  if (responseCode >= 500 && ABOUT_THE_MAIL.includes(command)) return { refused: `SMTP ${responseCode}` };
  throw new Error(`The mail server took no mail: ${code}${responseCode ? ` ${responseCode}` : ''} ${command}`.trim());
}

interface FaultOfMail {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}
