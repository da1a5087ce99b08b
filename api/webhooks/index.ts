export { mountPaymentsWebhook } from './payments-webhook.ts';
export { mountUsageWebhook } from './usage-webhook.ts';
