import { decideTransfer, planReversals } from './settlement.ts';

const facts = { owed: 9600, debt: 0, canReceive: true, currency: 'USD', settledCurrency: 'USD' };

describe('a due settlement', () => {
  it('is sent, debts first, and waits for an account only when something is left to send', () => {
    expect(decideTransfer(facts)).toEqual({ kind: 'pay', recover: 0, send: 9600 });
    expect(decideTransfer({ ...facts, debt: 2000 })).toEqual({ kind: 'pay', recover: 2000, send: 7600 });
    expect(decideTransfer({ ...facts, debt: 20000, canReceive: false })).toEqual({
      kind: 'pay',
      recover: 9600,
      send: 0,
    });
    expect(decideTransfer({ ...facts, canReceive: false })).toEqual({ kind: 'wait', for: 'account' });
    expect(decideTransfer({ ...facts, settledCurrency: 'EUR' })).toEqual({ kind: 'wait', for: 'currency' });
    expect(decideTransfer({ ...facts, owed: 0 })).toEqual({ kind: 'nothing' });
  });
});

describe('what a mentor has too much of', () => {
  const transfer = { id: 't1', amount: 9600, reversedAmount: 0, pendingAmount: 0 };

  it('is fetched from the latest transfers, never more than is left of each, and the rest is debt', () => {
    expect(planReversals(4800, [transfer])).toEqual({ reversals: [{ transferId: 't1', amount: 4800 }], debt: 0 });
    expect(planReversals(9600, [{ ...transfer, reversedAmount: 4800 }])).toEqual({
      reversals: [{ transferId: 't1', amount: 4800 }],
      debt: 4800,
    });
  });

  it('is not fetched twice', () => {
    expect(planReversals(4800, [{ ...transfer, pendingAmount: 4800 }])).toEqual({ reversals: [], debt: 0 });
  });
});
