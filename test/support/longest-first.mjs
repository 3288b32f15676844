// The long files first, so that none of them is left over for one worker while the other has nothing to do.
import TestSequencer from '@jest/test-sequencer';

const Sequencer = TestSequencer.default ?? TestSequencer;
const LONG = [
  'concurrency/marketplace-load',
  'properties/life-cycle',
  'api/life-cycle',
  'faults/payments',
  'api/plans',
  'faults/kills',
  'faults/races-payments',
  'api/notifications',
  'api/standing',
  'api/groups',
  'api/busy-calendars',
  'api/bookings',
  'properties/slots',
];
const place = ({ path }) => {
  const found = LONG.findIndex((name) => path.endsWith(`${name}.spec.ts`));
  return found === -1 ? LONG.length : found;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => place(a) - place(b));
  }
}
