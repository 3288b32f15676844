import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { v7 } from 'uuid';
import type { Store } from './store.ts';

export interface StoredMail {
  id: string;
  messageId: string;
  to: string;
  from: string;
  subject: string;
  sentAt: string;
  text: string;
  html: string;
  attachments: { filename: string; contentType: string; content: string }[];
}

/** A mail server that keeps everything and delivers nothing. */
export class Inbox {
  private readonly server: SMTPServer;

  constructor(private readonly store: Store) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          this.keep(Buffer.concat(chunks), recipients.join(', ')).then(() => done(), done);
        });
      },
    });
  }

  /** Listens; port 0 chooses a free one. @returns the port */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.on('error', reject);
      this.server.listen(port, host, resolve);
    });
    const address = this.server.server.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  /** Mails newest first, of one recipient if asked. */
  mails(to?: string): StoredMail[] {
    return this.store
      .all<StoredMail>('mail')
      .filter((mail) => to === undefined || mail.to.toLowerCase().includes(to.toLowerCase()));
  }

  mail(id: string): StoredMail | undefined {
    return this.store.get<StoredMail>('mail', id);
  }

  raw(id: string): string | undefined {
    return this.store.get<{ raw: string }>('mail_raw', id)?.raw;
  }

  private async keep(raw: Buffer, to: string): Promise<void> {
    const parsed = await simpleParser(raw, { keepCidLinks: true });
    const id = v7();
    const calendar = parsed.attachments.map(({ filename, contentType, content }) => ({
      filename: filename ?? 'part',
      contentType,
      content: content.toString('utf8'),
    }));
    const mail: StoredMail = {
      id,
      messageId: parsed.messageId ?? '',
      to,
      from: parsed.from?.text ?? '',
      subject: parsed.subject ?? '',
      sentAt: (parsed.date ?? new Date()).toISOString(),
      text: parsed.text ?? '',
      html: parsed.html || '',
      attachments: calendar,
    };
    this.store.put('mail', id, mail);
    this.store.put('mail_raw', id, { raw: raw.toString('utf8') });
  }
}
