import type { Session } from './stripe-objects.ts';
import type { StoredMail } from './inbox.ts';

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const page = (title: string, body: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><style>
body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f3f5f8;color:#1a2233}main{max-width:34rem;margin:2rem auto;padding:1.5rem;background:#fff;border-radius:12px;box-shadow:0 1px 4px #0002}
h1{font-size:1.3rem;margin:.2rem 0 1rem}.amount{font-size:2rem;font-weight:650}label{display:block;margin:1rem 0 .3rem}input{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;border:1px solid #8a94a6;border-radius:8px}
button{font:inherit;font-weight:600;width:100%;margin-top:1rem;padding:.7rem;border:0;border-radius:8px;background:#3b34c4;color:#fff;cursor:pointer}a{color:#3b34c4}.note{color:#525c70;font-size:.9rem}.error{background:#fdecec;color:#8c1515;padding:.6rem .8rem;border-radius:8px}
table{width:100%;border-collapse:collapse}td,th{text-align:left;padding:.45rem .3rem;border-bottom:1px solid #e3e7ee;vertical-align:top}pre{white-space:pre-wrap}iframe{width:100%;height:30rem;border:1px solid #e3e7ee;border-radius:8px}
</style></head><body><main>${body}</main></body></html>`;

function amountOf(session: Session): string {
  const currency = (session.currency ?? 'usd').toUpperCase();
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(
    (session.amount_total ?? 0) / 10 ** digits,
  );
}

/** The hosted payment page. */
export function paymentPage(session: Session, item: string, error?: string): string {
  return page(
    'Pay',
    `<p class="note">Payment sandbox. No real money moves here.</p><h1>${escape(item)}</h1><p class="amount">${escape(amountOf(session))}</p>
${error ? `<p class="error" role="alert">${escape(error)}</p>` : ''}
<form method="post"><label for="card">Card number</label><input id="card" name="card_number" inputmode="numeric" autocomplete="off" value="4242 4242 4242 4242" required>
<button type="submit">Pay ${escape(amountOf(session))}</button></form>
<p><a href="${escape(session.cancel_url ?? '#')}">Cancel and go back</a></p>
<p class="note">4242 4242 4242 4242 pays · 4000 0000 0000 0002 is declined · 4000 0025 0000 3155 asks for confirmation · 4000 0000 0000 0259 is disputed later</p>`,
  );
}

/** The confirmation step some cards want. */
export const confirmationPage = (card: string): string =>
  page(
    'Confirm',
    `<h1>Your bank wants to be sure it is you</h1><form method="post"><input type="hidden" name="card_number" value="${escape(card)}"><input type="hidden" name="authenticated" value="yes"><button type="submit">Confirm the payment</button></form>`,
  );

/** What a mentor sees behind their onboarding link. */
export const onboardingPage = (account: string): string =>
  page(
    'Get paid',
    `<p class="note">Payment sandbox. No real data is asked for.</p><h1>Tell us where to pay you</h1><form method="post" action="/sandbox/accounts/${escape(account)}/complete-onboarding"><button type="submit">Complete the onboarding</button></form>`,
  );

/** A page that only says something. */
export const messagePage = (title: string, text: string): string =>
  page(title, `<h1>${escape(title)}</h1><p>${escape(text)}</p>`);

/** Every mail sent here, newest first. */
export const inboxPage = (mails: StoredMail[]): string =>
  page(
    'Inbox',
    `<h1>Mail inbox</h1>${
      mails.length === 0
        ? '<p>No mail yet. Book a session and look again.</p>'
        : `<table><tr><th>To</th><th>Subject</th><th>Sent (UTC)</th></tr>${mails
            .map(
              ({ id, to, subject, sentAt }) =>
                `<tr><td>${escape(to)}</td><td><a href="/inbox/view/${id}">${escape(subject)}</a></td><td>${escape(sentAt.slice(0, 16).replace('T', ' '))}</td></tr>`,
            )
            .join('')}</table>`
    }`,
  );

/** One mail as a person would see it. */
export const mailPage = (mail: StoredMail): string =>
  page(
    mail.subject,
    `<p><a href="/inbox">Inbox</a></p><h1>${escape(mail.subject)}</h1><p class="note">From ${escape(mail.from)} to ${escape(mail.to)}</p>
<iframe sandbox title="Mail" srcdoc="${escape(mail.html)}"></iframe><h2>Plain text</h2><pre>${escape(mail.text)}</pre>
<p>${mail.attachments.map(({ filename, contentType }) => escape(`${filename} (${contentType})`)).join('<br>')}</p><p><a href="/inbox/messages/${mail.id}/raw">Raw message</a></p>`,
  );
