export { MessageWaiting } from './messages.events.ts';
export { MessagesModule } from './messages.module.ts';
