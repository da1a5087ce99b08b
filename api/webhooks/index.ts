export { mountPayoutsWebhook } from './payouts-webhook.ts';
export { mountUsageWebhook } from './usage-webhook.ts';
