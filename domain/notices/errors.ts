import { DomainError } from '../shared/index.ts';

export class NoticeEmailUnavailable extends DomainError<'NOTICE_EMAIL_UNAVAILABLE'> {
  readonly code = 'NOTICE_EMAIL_UNAVAILABLE';
  constructor() {
    super(
      'This instance sends no mail. Read your notices here, or ask its operator to set COMMONPOOL_SMTP_URL and COMMONPOOL_MAIL_FROM.',
    );
  }
}

export class NoticeCodeWrong extends DomainError<'NOTICE_CODE_WRONG'> {
  readonly code = 'NOTICE_CODE_WRONG';
  constructor() {
    super('That is not the code. Look at the newest mail again.', { field: ['code'] });
  }
}

export class NoticeCodeExpired extends DomainError<'NOTICE_CODE_EXPIRED'> {
  readonly code = 'NOTICE_CODE_EXPIRED';
  constructor() {
    super('No code is awaited: it expired, was used, or was tried too often. Set the address again.', {
      field: ['code'],
    });
  }
}

export class NoticeCodeLimit extends DomainError<'NOTICE_CODE_LIMIT'> {
  readonly code = 'NOTICE_CODE_LIMIT';
  constructor(most: number) {
    super(`${most} codes were sent within a day. Set the address again tomorrow.`, { field: ['email'] });
  }
}
