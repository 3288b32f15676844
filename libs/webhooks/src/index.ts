export { EndpointSwitchedOff } from './webhooks.events.ts';
export { WebhooksModule } from './webhooks.module.ts';
