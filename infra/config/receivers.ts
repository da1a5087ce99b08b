import { z } from 'zod';

/** Credentials in an address would be printed with it, and `fetch` takes none. */
export const webhookUrl = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
});

/** Standard Webhooks: 24 to 64 random bytes. */
const webhookSecret = z.string().refine((text) => {
  const [, key = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const { length } = Buffer.from(key, 'base64');
  return length >= 24 && length <= 64;
});

/** One, or several with commas during a rotation. */
export const webhookSecrets = z
  .string()
  .transform((text) => text.split(',').map((word) => word.trim()))
  .pipe(z.array(webhookSecret));

/** `notices@example.org`, or `Example Cooperative <notices@example.org>`. */
export const mailFrom = z
  .string()
  .max(320)
  .regex(/^([^<>@"\r\n]{1,100} <[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/);
