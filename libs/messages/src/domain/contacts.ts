/** What stands where a contact detail was. */
export const HIDDEN = '[hidden until your first paid session]';

/** Ways to reach somebody past the platform: addresses, messengers, telephone numbers. Linear patterns. */
const CONTACTS: readonly RegExp[] = [
  /[\p{L}\p{N}._%+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]{1,63}(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\p{L}\p{N}-]{2,24}){1,3}/giu,
  /(?:https?:\/\/)?(?:www\.)?(?:wa\.me|t\.me|telegram\.me|calendly\.com|linkedin\.com|zoom\.us|meet\.google\.com|discord\.gg|cal\.com|instagram\.com|facebook\.com)\/[^\s]{1,200}/giu,
  /(?:whats ?app|telegram|skype|wechat|discord|insta(?:gram)?)(?: (?:id|handle|number|name))? ?(?:[:@=]|is) ?@?[\p{L}\p{N}._+-]{3,40}/giu,
  /(?<![\p{L}\p{N}])\+?\d(?:[\s().-]{0,2}\d){8,14}(?![\p{L}\p{N}])/gu,
];

/** A text without contact details, and whether there were any. */
export function withoutContacts(text: string): { text: string; isMasked: boolean } {
  const masked = CONTACTS.reduce((rest, pattern) => rest.replace(pattern, HIDDEN), text);
  return { text: masked, isMasked: masked !== text };
}
