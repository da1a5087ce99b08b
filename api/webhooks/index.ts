export { mountPaymentsWebhook } from './payments-webhook.ts';
export { mountPayoutsWebhook } from './payouts-webhook.ts';
export { mountUsageWebhook } from './usage-webhook.ts';
