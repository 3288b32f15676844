export { MessageSent, MessageWaiting } from './messages.events.ts';
export { MessagesModule } from './messages.module.ts';
export { MessagesService } from './messages.service.ts';
