/** Who misses so many sessions within so many days books only what the mentor accepts first and what is paid before. */
export const MISSED = { most: 3, days: 90 } as const;
