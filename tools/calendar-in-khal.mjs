// Shows our calendar files to khal, a calendar program of its own descent: an invitation, its move, its withdrawal, a feed.
// CI runs it on the built code; it needs Debian's package `khal`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invitation, publication, sessionOf } from '../dist/libs/notifications/src/calendar.js';

const folder = mkdtempSync(join(tmpdir(), 'khal-'));
const config = join(folder, 'config');
mkdirSync(join(folder, 'calendar'));
writeFileSync(
  config,
  `[calendars]\n[[test]]\npath = ${join(folder, 'calendar')}\ntype = calendar\n[default]\ndefault_calendar = test\n[sqlite]\npath = ${join(folder, 'khal.db')}\n` +
    '[locale]\nlocal_timezone = Asia/Tokyo\ndefault_timezone = Asia/Tokyo\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n',
);
const khal = (...words) =>
  execFileSync('khal', ['-c', config, ...words], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
const take = (text) => {
  const file = join(folder, 'session.ics');
  writeFileSync(file, text);
  khal('import', '--batch', '-a', 'test', file);
};
const shown = () => khal('list', '--format', '{start-end-time-style} {title} {status}', '2027-01-19', '4d').trim();
const expect = (what, wanted) => {
  const seen = shown();
  if (!wanted.test(seen)) throw new Error(`${what}: khal shows\n${seen}\nwanted ${wanted}`);
  console.log(`${what}: ${seen.replaceAll('\n', ' | ')}`);
};

const booking = {
  id: '0197f0a2-0000-7000-8000-000000000001',
  sequence: 0,
  startsAt: new Date('2027-01-20T09:00:00Z'),
  endsAt: new Date('2027-01-20T10:00:00Z'),
};
const moved = {
  ...booking,
  sequence: 1,
  startsAt: new Date('2027-01-21T23:30:00Z'),
  endsAt: new Date('2027-01-22T00:30:00Z'),
};
const now = new Date('2027-01-10T12:00:00Z');
const link =
  'https://api.example.com/v1/join/0197f0a2-0000-7000-8000-000000000001.candidate.9f8e7d6c5b4a39281706f5e4d3c2b1a0';
const people = {
  organizer: { name: 'Mentor Sessions', email: 'sessions@example.com' },
  attendee: { name: 'Kim Doe', email: 'kim@example.com' },
};
const session = (one) => sessionOf(one, 'Ada Okafor', link, now);

take(invitation('REQUEST', { ...session(booking), ...people }));
expect('invitation', /^\w+, 2027-01-20\n18:00-19:00 Session with A\. CONFIRMED$/);
take(invitation('REQUEST', { ...session(moved), ...people }));
expect('moved', /^\w+, 2027-01-22\n08:30-09:30 Session with A\. CONFIRMED$/);
take(invitation('CANCEL', { ...session({ ...moved, sequence: 2 }), ...people }));
expect('withdrawn', /^\w+, 2027-01-22\n08:30-09:30 Session with A\. CANCELLED$|^$/);
take(publication([session({ ...booking, id: '0197f0a2-0000-7000-8000-000000000002' })], 'Sessions'));
expect('feed', /2027-01-20\s+18:00-19:00 Session with A\./);
rmSync(folder, { recursive: true, force: true });
