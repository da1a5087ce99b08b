import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Mail {
  readonly from: string;
  readonly to: string;
  /** Header lines, unfolded. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** A mail server on a real port that speaks SMTP, keeps what it is sent, and takes no mail for mailboxes named `dead`. */
export class MailSink {
  readonly mails: Mail[] = [];
  refusesSender = false;
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;

  private constructor(readonly port: number) {}

  static async open(): Promise<MailSink> {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const sink = new MailSink(port);
    await sink.comeBack();
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  to(address: string): Mail[] {
    return this.mails.filter(({ to }) => to === address);
  }

  async comeBack(): Promise<void> {
    this.server = createServer((socket) => this.converse(socket));
    await new Promise<void>((resolve) => this.server?.listen(this.port, '127.0.0.1', resolve));
  }

  async goAway(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private converse(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => {});
    const talk = { from: '', to: '', isData: false, text: '' };
    socket.write('220 sink ESMTP\r\n');
    socket.on('data', (chunk: Buffer) => {
      talk.text += chunk.toString();
      for (;;) {
        const end = talk.isData ? '\r\n.\r\n' : '\r\n';
        const at = talk.text.indexOf(end);
        if (at < 0) return;
        const said = talk.text.slice(0, at);
        talk.text = talk.text.slice(at + end.length);
        socket.write(`${this.answer(talk, said)}\r\n`);
      }
    });
  }

  private answer(talk: { from: string; to: string; isData: boolean }, said: string): string {
    if (talk.isData) {
      const [head = '', body = ''] = said.split(/\r\n\r\n([\s\S]*)/);
      const headers = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
      this.mails.push({ from: talk.from, to: talk.to, headers, body: readable(body) });
      talk.isData = false;
      return '250 kept';
    }
    const [, address = ''] = /<([^>]*)>/.exec(said) ?? [];
    if (/^MAIL FROM/i.test(said)) {
      talk.from = address;
      if (this.refusesSender) return '550 5.7.1 not from you';
    }
    if (/^RCPT TO/i.test(said)) {
      talk.to = address;
      if (address.startsWith('dead')) return `550 5.1.1 <${address}>: no such mailbox`;
    }
    if (!/^DATA/i.test(said)) return /^QUIT/i.test(said) ? '221 bye' : '250 fine';
    talk.isData = true;
    return '354 go on';
  }
}

/** Quoted-printable folds long lines. */
function readable(body: string): string {
  return body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
