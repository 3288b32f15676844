export type MentorState = 'draft' | 'submitted' | 'published' | 'paused' | 'rejected' | 'suspended';
export type MentorEvent = 'submit' | 'publish' | 'reject' | 'pause' | 'resume' | 'suspend' | 'reinstate';

/** Who may move a profile where. A pair that is not here does not exist. */
const TRANSITIONS: Readonly<Record<MentorEvent, readonly [from: readonly MentorState[], to: MentorState]>> = {
  submit: [['draft', 'rejected'], 'submitted'],
  publish: [['submitted'], 'published'],
  reject: [['submitted'], 'rejected'],
  pause: [['published'], 'paused'],
  resume: [['paused'], 'published'],
  suspend: [['published', 'paused', 'submitted'], 'suspended'],
  reinstate: [['suspended'], 'published'],
};

/** The state after `event`, or null when the present state does not allow it. */
export function nextMentorState(state: MentorState, event: MentorEvent): MentorState | null {
  const [from, to] = TRANSITIONS[event];
  return from.includes(state) ? to : null;
}

export interface Completeness {
  headline: string;
  bio: string;
  specialties: string[];
  rounds: string[];
  pricedOfferings: number;
  weeklyMinutes: number;
}

/** What a profile still lacks before it may be submitted; empty means ready. */
export function missingToSubmit(profile: Completeness): string[] {
  const rules: [boolean, string][] = [
    [profile.headline.trim().length > 0, 'a headline'],
    [profile.bio.trim().length >= 200, 'a bio of 200 characters or more'],
    [profile.specialties.length >= 1, 'at least one specialty'],
    [profile.rounds.length >= 2, 'at least two interview rounds'],
    [profile.pricedOfferings >= 1, 'at least one priced offering'],
    [profile.weeklyMinutes >= 120, 'a schedule with two hours a week or more'],
  ];
  return rules.filter(([met]) => !met).map(([, text]) => text);
}
