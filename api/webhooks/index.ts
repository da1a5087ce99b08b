export { mountUsageWebhook } from './usage-webhook.ts';
