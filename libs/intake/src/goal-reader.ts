import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Config } from '#libs/platform';
import type { Inference } from './domain/answers.ts';
import { acceptedInferences, MODEL_INSTRUCTIONS, MODEL_SCHEMA } from './domain/reading/model-answer.ts';
import { type ReadingContext, readGoals } from './domain/reading/read-goals.ts';

/** How long the language model may take, and how much it may say. */
const TIMEOUT_MS = 6_000;
const LONGEST_ANSWER = 50_000;

/**
 * Reads goals: locally, and where the operator has set one up by a language model too. What the model says counts only as
 * far as it follows the schema and rests on words of the text; the local reader fills in what it left out, and does all the
 * work when it fails.
 */
@Injectable()
export class GoalReader {
  constructor(
    private readonly config: Config,
    private readonly logger: PinoLogger,
  ) {}

  async read(text: string, context: ReadingContext): Promise<Inference[]> {
    const local = readGoals(text, context);
    const { goalsModel } = this.config;
    if (!goalsModel) return local;
    try {
      const accepted = acceptedInferences(await this.ask(goalsModel, text, context), text, context);
      const fields = new Set(accepted.map(({ field }) => field));
      return [...accepted, ...local.filter(({ field }) => !fields.has(field))];
    } catch (error) {
      this.logger.warn({ err: error }, 'the language model did not help, goals are read locally');
      return local;
    }
  }

  /** One question by the chat completions protocol most providers speak; the answer's text. */
  private async ask(
    { url, key, model }: NonNullable<Config['goalsModel']>,
    text: string,
    { now, rubric }: ReadingContext,
  ): Promise<string> {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { 'content-type': 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({
        model,
        temperature: 0,
        messages: [
          { role: 'system', content: MODEL_INSTRUCTIONS(rubric, now) },
          { role: 'user', content: JSON.stringify({ text }) },
        ],
        response_format: { type: 'json_schema', json_schema: { name: 'goals', strict: true, schema: MODEL_SCHEMA } },
      }),
    });
    if (!answer.ok) throw new Error(`the language model answered ${answer.status}`);
    const body = await answer.text();
    if (body.length > LONGEST_ANSWER) throw new Error('the language model said too much');
    const { choices } = JSON.parse(body) as { choices?: { message?: { content?: unknown } }[] };
    const content = choices?.[0]?.message?.content;
    if (typeof content !== 'string') throw new Error('the language model gave no text');
    return content;
  }
}
