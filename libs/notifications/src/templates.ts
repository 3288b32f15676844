import { neutralTitle } from '#libs/bookings';
import { formatMoney, type Money } from '#libs/platform';

/** A mail's words, once; text and HTML are made from them. Subjects stay neutral: interviewing is a secret from one's employer. */
export interface MailWords {
  subject: string;
  heading: string;
  paragraphs: string[];
  action?: { label: string; url: string };
}

export interface SessionFacts {
  /** The other person's name as the reader may see it. */
  withName: string;
  startsAt: Date;
  durationMinutes: number;
  timeZone: string;
  locale: string;
}

/** An instant in the reader's zone and language, always naming the zone. */
function formatWhen(at: Date, timeZone: string, locale: string): string {
  const text = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(at);
  const zone =
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `${text} (${timeZone}${zone ? `, ${zone}` : ''})`;
}

const when = ({ startsAt, timeZone, locale }: SessionFacts): string => formatWhen(startsAt, timeZone, locale);

export const confirmed = (
  facts: SessionFacts & { joinUrl: string; paid: Money | null; policy: string },
): MailWords => ({
  subject: `Confirmed: ${neutralTitle(facts.withName)}`,
  heading: 'Your session is confirmed',
  paragraphs: [
    `With ${facts.withName}, ${when(facts)}, ${facts.durationMinutes} minutes.`,
    ...(facts.paid ? [`Paid: ${formatMoney(facts.paid, facts.locale)}.`] : []),
    facts.policy,
    'The invitation is attached for your calendar.',
  ],
  action: { label: 'Join the session', url: facts.joinUrl },
});

export const cancelled = (
  facts: SessionFacts & { byReader: boolean; refund: Money | null; replacementUntil: Date | null },
): MailWords => ({
  subject: `Cancelled: ${neutralTitle(facts.withName)}`,
  heading: 'The session is cancelled',
  paragraphs: [
    `With ${facts.withName}, ${when(facts)}. ${facts.byReader ? 'You cancelled it.' : 'The other side cancelled it.'}`,
    ...(facts.refund
      ? [
          facts.refund.amount > 0
            ? `${formatMoney(facts.refund, facts.locale)} goes back to the card; banks take some days.`
            : 'By the policy it was booked under, nothing is refunded.',
          ...(facts.replacementUntil
            ? [
                `Before that we look for somebody who can stand in near that time, at no extra cost, until ${formatWhen(facts.replacementUntil, facts.timeZone, facts.locale)}.`,
              ]
            : []),
        ]
      : []),
  ],
});

const REFUND_WAYS = {
  card: 'was refunded to the card it was paid with. Banks take five to ten days to show it.',
  credit: 'is credit for you now: it pays for your next session by itself.',
  prepaid: 'is back in your package or plan: you can book with it again.',
} as const;

export const refunded = (
  facts: SessionFacts & { amount: Money; destination: keyof typeof REFUND_WAYS },
): MailWords => ({
  subject: `Refund: ${neutralTitle(facts.withName)}`,
  heading: 'Your refund is on its way',
  paragraphs: [
    `${formatMoney(facts.amount, facts.locale)} for the session of ${when(facts)} ${REFUND_WAYS[facts.destination]}`,
  ],
});

export const refundFailed = (facts: SessionFacts): MailWords => ({
  subject: 'Your refund did not arrive',
  heading: 'Your bank did not take your refund',
  paragraphs: [
    `Your bank sent back the refund for the session of ${when(facts)}. The money is still yours: we try again, and we are looking at it.`,
    'If your card was closed or replaced, please tell us by answering this mail.',
  ],
});

export const unpaid = (facts: SessionFacts): MailWords => ({
  subject: `Not paid: ${neutralTitle(facts.withName)}`,
  heading: 'Your payment did not go through',
  paragraphs: [
    `Your bank did not make the payment for the session of ${when(facts)}, so the time is free again. Nothing was taken from you.`,
  ],
});

export const paidTooLate = (facts: SessionFacts & { amount: Money; alternatives: Date[] }): MailWords => ({
  subject: `Refund: ${neutralTitle(facts.withName)}`,
  heading: 'Your payment came after the hold had ended',
  paragraphs: [
    `The time ${when(facts)} was taken by then, so you get all of ${formatMoney(facts.amount, facts.locale)} back. We are sorry.`,
    ...(facts.alternatives.length > 0
      ? [
          'Free times near it:',
          ...facts.alternatives.map((start) => `• ${formatWhen(start, facts.timeZone, facts.locale)}`),
        ]
      : []),
  ],
});

export const requested = (
  facts: SessionFacts & { isMentor: boolean; answerBy: Date; price: Money | null },
): MailWords => ({
  subject: `${facts.isMentor ? 'Request' : 'Requested'}: ${neutralTitle(facts.withName)}`,
  heading: facts.isMentor ? 'Somebody asks for a session' : 'Your request is on its way',
  paragraphs: [
    `With ${facts.withName}, ${when(facts)}, ${facts.durationMinutes} minutes.`,
    `${facts.isMentor ? 'Accept or decline' : 'The mentor answers'} until ${formatWhen(facts.answerBy, facts.timeZone, facts.locale)}; without an answer the request ends by itself.`,
    ...(facts.price && !facts.isMentor
      ? [
          `Your card is authorized for ${formatMoney(facts.price, facts.locale)}. Nothing is taken unless the mentor accepts.`,
        ]
      : []),
  ],
});

export const declined = (facts: SessionFacts & { why: string; wasPaid: boolean }): MailWords => ({
  subject: `Not accepted: ${neutralTitle(facts.withName)}`,
  heading: 'This request came to nothing',
  paragraphs: [
    `With ${facts.withName}, ${when(facts)}. ${facts.why}`,
    ...(facts.wasPaid ? ['Nothing was taken: the authorization of your card is released for this session.'] : []),
  ],
});

export const rescheduled = (
  facts: SessionFacts & { movedFrom: Date; byReader: boolean; joinUrl: string },
): MailWords => ({
  subject: `Moved: ${neutralTitle(facts.withName)}`,
  heading: 'The session has moved',
  paragraphs: [
    `With ${facts.withName}, now ${when(facts)}, ${facts.durationMinutes} minutes.`,
    `It was ${formatWhen(facts.movedFrom, facts.timeZone, facts.locale)}. ${facts.byReader ? 'You moved it.' : 'The other side moved it.'}`,
    'The updated invitation is attached for your calendar.',
  ],
  action: { label: 'Join the session', url: facts.joinUrl },
});

export const reminder = (facts: SessionFacts & { joinUrl: string }): MailWords => ({
  subject: `Soon: ${neutralTitle(facts.withName)}`,
  heading: 'Your session is near',
  paragraphs: [`With ${facts.withName}, ${when(facts)}, ${facts.durationMinutes} minutes.`],
  action: { label: 'Join the session', url: facts.joinUrl },
});

export const messageWaiting = (fromName: string, url: string): MailWords => ({
  subject: 'A message is waiting for you',
  heading: 'You have a message',
  paragraphs: [`${fromName} wrote to you. We tell you once until you have read it.`],
  action: { label: 'Read it', url },
});

export const reviewRequested = (facts: SessionFacts & { url: string; days: number }): MailWords => ({
  subject: `How was it? ${neutralTitle(facts.withName)}`,
  heading: 'How was your session?',
  paragraphs: [
    `You met ${facts.withName} on ${when(facts)}.`,
    `Say how it was within ${facts.days} days. The other side sees it only once both of you wrote, or after two weeks.`,
  ],
  action: { label: 'Write a review', url: facts.url },
});

export const reviewPublished = (facts: SessionFacts & { url: string }): MailWords => ({
  subject: `A review: ${neutralTitle(facts.withName)}`,
  heading: 'A review of your session is published',
  paragraphs: [`${facts.withName} wrote about the session of ${when(facts)}.`],
  action: { label: 'Read it', url: facts.url },
});

export const proposed = (facts: SessionFacts & { starts: Date[] }): MailWords => ({
  subject: `Another time? ${neutralTitle(facts.withName)}`,
  heading: 'Your mentor proposes another time',
  paragraphs: [
    `The session is booked for ${when(facts)}. ${facts.withName} would rather meet at:`,
    ...facts.starts.map((start) => `• ${formatWhen(start, facts.timeZone, facts.locale)}`),
    'Take one of them, or keep the present time: nothing moves unless you say so.',
  ],
});

export const claimed = (facts: SessionFacts & { answerBy: Date }): MailWords => ({
  subject: `Please answer: ${neutralTitle(facts.withName)}`,
  heading: 'The other side says you were not there',
  paragraphs: [
    `The session of ${when(facts)} is said to have been missed by you.`,
    `Answer until ${formatWhen(facts.answerBy, facts.timeZone, facts.locale)}: admit it, or say what happened and an admin decides. No answer counts as admitted.`,
  ],
});

export const claimEnded = (facts: SessionFacts & { outcome: string }): MailWords => ({
  subject: `Decided: ${neutralTitle(facts.withName)}`,
  heading: 'The claim about your session is decided',
  paragraphs: [`The session of ${when(facts)}: ${facts.outcome}`],
});

export const replacements = (
  facts: SessionFacts & { decideBy: Date; options: { mentorName: string; startsAt: Date }[]; url: string },
): MailWords => ({
  subject: `Someone can stand in: ${neutralTitle(facts.withName)}`,
  heading: 'Your mentor cannot come, others can',
  paragraphs: [
    `The session of ${when(facts)} does not take place. For what you have paid, nothing on top, you can meet:`,
    ...facts.options.map(
      ({ mentorName, startsAt }) => `• ${mentorName}, ${formatWhen(startsAt, facts.timeZone, facts.locale)}`,
    ),
    `Choose until ${formatWhen(facts.decideBy, facts.timeZone, facts.locale)}. If you do nothing, everything is refunded then; you can also take the money back at once.`,
  ],
  action: { label: 'Choose', url: facts.url },
});

export const placeOffered = (facts: SessionFacts & { heldUntil: Date; url: string }): MailWords => ({
  subject: `A time is free: ${neutralTitle(facts.withName)}`,
  heading: 'The time you waited for is held for you',
  paragraphs: [
    `With ${facts.withName}, ${when(facts)}, ${facts.durationMinutes} minutes.`,
    `It is held for you until ${formatWhen(facts.heldUntil, facts.timeZone, facts.locale)}, then the next person is asked.`,
  ],
  action: { label: 'Take it', url: facts.url },
});

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

export const toText = ({ heading, paragraphs, action }: MailWords, unsubscribe: string | null): string =>
  [
    heading,
    '',
    ...paragraphs.flatMap((paragraph) => [paragraph, '']),
    ...(action ? [`${action.label}: ${action.url}`, ''] : []),
    'Mentor Sessions',
    ...(unsubscribe === null ? [] : [`No more of these mails: ${unsubscribe}`]),
  ].join('\n');

/** One column, 16 px text, inline styles: renders alike at phone width and in old mail programs. */
export const toHtml = ({ subject, heading, paragraphs, action }: MailWords, unsubscribe: string | null): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:16px;background:#f3f5f8;font:16px/1.5 system-ui,-apple-system,Segoe UI,sans-serif;color:#1a2233"><div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-radius:12px">
<h1 style="font-size:20px;margin:0 0 16px">${escapeHtml(heading)}</h1>${paragraphs.map((paragraph) => `<p style="margin:0 0 12px">${escapeHtml(paragraph)}</p>`).join('')}${
    action
      ? `<p style="margin:20px 0"><a href="${escapeHtml(action.url)}" style="display:inline-block;padding:12px 20px;background:#3b34c4;color:#ffffff;border-radius:8px;text-decoration:none;font-weight:600">${escapeHtml(action.label)}</a></p>`
      : ''
  }<p style="margin:24px 0 0;color:#525c70;font-size:14px">Mentor Sessions${unsubscribe === null ? '' : ` · <a href="${escapeHtml(unsubscribe)}" style="color:#525c70">No more of these mails</a>`}</p></div></body></html>`;

export const payoutSent = (facts: { amount: Money; locale: string }): MailWords => ({
  subject: 'Your earnings are on their way',
  heading: 'Your earnings are on their way',
  paragraphs: [
    `${formatMoney(facts.amount, facts.locale)} for a session was sent to your account at Stripe. Stripe pays it out to your bank.`,
  ],
});

export const payoutWaiting = (facts: { amount: Money; locale: string; url: string }): MailWords => ({
  subject: 'Tell us where to pay you',
  heading: 'Your earnings are waiting',
  paragraphs: [
    `${formatMoney(facts.amount, facts.locale)} is ready to be sent to you, but Stripe needs to know something first. It takes a few minutes, then everything that waits is sent at once.`,
  ],
  action: { label: 'Open your payout account', url: facts.url },
});

export const refundCase = (facts: { heading: string; text: string; url: string }): MailWords => ({
  subject: 'About a refund',
  heading: facts.heading,
  paragraphs: [facts.text, 'Both sides can read every step of the case.'],
  action: { label: 'Read the case', url: facts.url },
});

export const aboutPlan = (facts: { heading: string; text: string; url: string }): MailWords => ({
  subject: 'About your plan',
  heading: facts.heading,
  paragraphs: [facts.text],
  action: { label: 'Open the plan', url: facts.url },
});

export const receipt = (facts: { amount: Money; locale: string; url: string }): MailWords => ({
  subject: 'Your receipt',
  heading: 'Thank you for your payment',
  paragraphs: [
    `${formatMoney(facts.amount, facts.locale)} was paid by card. The receipt stays at this address and shows refunds, too.`,
  ],
  action: { label: 'Open the receipt', url: facts.url },
});

export const welcome = (facts: { name: string; url: string }): MailWords => ({
  subject: 'Welcome',
  heading: `Welcome, ${facts.name}`,
  paragraphs: [
    'Tell us where you want to go, in your own words. We show you which rounds weigh most for you, which mentors fit and why, and when they are free.',
    'What you write is for you and the mentors you book, for nobody else.',
  ],
  action: { label: 'Begin', url: facts.url },
});

export const outcomeRequested = (url: string): MailWords => ({
  subject: 'How did it go?',
  heading: 'How did it go?',
  paragraphs: [
    'Your day has come and gone. Say in one minute how each round went: it makes the advice better for you and for those after you.',
  ],
  action: { label: 'Tell us', url },
});

export interface DigestFacts {
  timeZone: string;
  sessions: number;
  firstAt: Date | null;
  requests: number;
  unread: number;
  reviews: number;
}

const counted = (count: number, one: string, many: string): string => (count === 1 ? `One ${one}` : `${count} ${many}`);

export const digest = (facts: DigestFacts & { locale: string; url: string }): MailWords => {
  const { sessions, firstAt, requests, unread, reviews, timeZone, locale } = facts;
  return {
    subject: 'Your week',
    heading: 'Your week',
    paragraphs: [
      firstAt && sessions > 0
        ? `${counted(sessions, 'session is', 'sessions are')} booked for the next seven days, the first on ${formatWhen(firstAt, timeZone, locale)}.`
        : 'No session is booked for the next seven days.',
      ...(requests > 0 ? [`${counted(requests, 'request waits', 'requests wait')} for your answer.`] : []),
      ...(unread > 0 ? [`${counted(unread, 'message waits', 'messages wait')} to be read.`] : []),
      ...(reviews > 0 ? [`${counted(reviews, 'new review', 'new reviews')} of your sessions last week.`] : []),
    ],
    action: { label: 'Open your sessions', url: facts.url },
  };
};

const DECIDED = {
  publish: ['Your profile is published', 'Candidates find you from now on.'],
  reject: ['Your profile is not published yet', 'Change what is said below, then submit it again.'],
  suspend: ['Your profile is suspended', 'It takes no new bookings. Sessions that are booked already stay.'],
  reinstate: ['Your profile is back', 'Candidates find you again.'],
} as const;

export const mentorDecided = (facts: {
  event: keyof typeof DECIDED;
  reason: string | null;
  url: string;
}): MailWords => ({
  subject: 'About your profile',
  heading: DECIDED[facts.event][0],
  paragraphs: [DECIDED[facts.event][1], ...(facts.reason ? [`The reason: ${facts.reason}`] : [])],
  action: { label: 'Open your profile', url: facts.url },
});

export const changesReverted = (facts: { reason: string; url: string }): MailWords => ({
  subject: 'About your profile',
  heading: 'Your last changes were taken back',
  paragraphs: ['Your profile shows again what it said before.', `The reason: ${facts.reason}`],
  action: { label: 'Open your profile', url: facts.url },
});

const INCIDENTS =
  'Sessions you missed, cancelled less than a day before, and requests that ran out without your answer count, over the last 30 days.';

export const standing = (facts: {
  what: 'warned' | 'paused' | 'resumed' | 'lifted' | 'appeal_declined';
  until: Date | null;
  reason: string | null;
  locale: string;
  timeZone: string;
  url: string;
}): MailWords => {
  const until = facts.until ? formatWhen(facts.until, facts.timeZone, facts.locale) : '';
  const told = {
    warned: [
      'Please keep your sessions',
      `Two incidents were counted. With the fourth your profile pauses for 14 days. ${INCIDENTS}`,
    ],
    paused: [
      'Your profile is paused',
      `Four incidents were counted, so you get no new bookings until ${until}. Booked sessions stay. ${INCIDENTS} If this is wrong, appeal and a person looks at it.`,
    ],
    resumed: ['Your profile is back', 'The pause is over: candidates find you again.'],
    lifted: ['The pause was lifted', 'The incidents no longer count, and candidates find you again.'],
    appeal_declined: ['Your appeal was declined', 'A person has looked at it; the incidents stay counted.'],
  } as const;
  const [heading, text] = told[facts.what];
  return {
    ...{ subject: 'About your profile', heading },
    paragraphs: [text, ...(facts.reason ? [`The reason: ${facts.reason}`] : [])],
    action: { label: 'See what was counted', url: facts.url },
  };
};

export const endpointOff = (facts: { since: Date; locale: string; timeZone: string; url: string }): MailWords => ({
  subject: 'A webhook endpoint was switched off',
  heading: 'A webhook endpoint was switched off',
  paragraphs: [
    `It has failed since ${formatWhen(facts.since, facts.timeZone, facts.locale)}, so nothing is sent there any more. What was missed is kept and can be sent again once it works.`,
  ],
  action: { label: 'Open your endpoints', url: facts.url },
});

export const passwordReset = (url: string): MailWords => ({
  subject: 'Set a new password',
  heading: 'Set a new password',
  paragraphs: [
    'Somebody, hopefully you, asked for a new password for this account. The link works once and for an hour; setting a new password signs out everywhere.',
    'If it was not you, do nothing: your password stays as it is.',
  ],
  action: { label: 'Set a new password', url },
});

export const mailVerification = (url: string): MailWords => ({
  subject: 'Is this your mail address?',
  heading: 'Is this your mail address?',
  paragraphs: ['Open the link to show that mails to this address reach you. It works for an hour.'],
  action: { label: 'Yes, it is mine', url },
});

export const restricted = (facts: { most: number; days: number; url: string }): MailWords => ({
  subject: 'About your sessions',
  heading: `You missed ${facts.most} sessions`,
  paragraphs: [
    `Within ${facts.days} days you missed ${facts.most} sessions that mentors had kept free for you. Until that is past, you can book paid sessions with mentors who accept each request first.`,
    'If one of them was not your fault, answer this mail and a person looks at it.',
  ],
  action: { label: 'Open your sessions', url: facts.url },
});
