import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, execute, invalidField, Jobs, OutgoingHttp, OutgoingRefused } from '#libs/platform';

const PHOTO_JOB = 'mentors.photo';
const LIMITS = { maxBytes: 5 * 1024 * 1024, timeoutMs: 15_000 };
const IMAGE = /^image\/(jpeg|png|webp|gif|avif)\b/i;

/** Whether a photo's address leads to a picture that a browser can show: its form at once, what is there by a job. */
@Injectable()
export class PhotoCheck implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly outgoing: OutgoingHttp,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ mentorId: string; url: string }>(PHOTO_JOB, ({ mentorId, url }) => this.look(mentorId, url));
  }

  /** @throws Problem `validation_failed` when the address may not be fetched at all */
  checkForm(url: string): void {
    try {
      this.outgoing.check(url);
    } catch (error) {
      if (error instanceof OutgoingRefused) throw invalidField('photoUrl', error.message);
      throw error;
    }
  }

  async order(tx: EntityManager, mentorId: string, url: string): Promise<void> {
    await this.jobs.enqueue(tx, PHOTO_JOB, { mentorId, url });
  }

  /** Notes what is wrong; who cannot be reached just now is asked again later. */
  private async look(mentorId: string, url: string): Promise<void> {
    const problem = await this.problemOf(url);
    await execute(
      this.database.manager,
      'UPDATE mentors SET photo_problem = $3 WHERE id = $1 AND photo_url = $2 AND photo_problem IS DISTINCT FROM $3',
      [mentorId, url, problem],
    );
  }

  private async problemOf(url: string): Promise<string | null> {
    try {
      const { status, headers } = await this.outgoing.get(url, LIMITS);
      if (status !== 200) return `answers with ${status} instead of a picture`;
      return IMAGE.test(headers['content-type'] ?? '') ? null : 'is not a picture (JPEG, PNG, WebP, GIF or AVIF)';
    } catch (error) {
      if (error instanceof OutgoingRefused && error.isFinal) return error.message;
      throw error;
    }
  }
}
