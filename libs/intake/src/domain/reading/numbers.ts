/** Numbers people write in words. */
export const NUMBER_WORDS: Readonly<Record<string, number>> = {
  ...{ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
  ...{ eleven: 11, twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70 },
  ...{ eighty: 80, ninety: 90, half: 0.5, couple: 2, few: 3, several: 4 },
};

/** The words as alternatives of a pattern. */
export const NUMBER_PATTERN = Object.keys(NUMBER_WORDS).join('|');

/** "three", "a couple of", "half an", "12" as a number; NaN for anything else. */
export const numberOf = (words: string): number =>
  NUMBER_WORDS[words.replace(/^an? (?=couple|few)/, '').replace(/ (?:of|an)$/, '')] ?? Number(words);
