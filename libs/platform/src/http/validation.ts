import { applyDecorators, type ArgumentMetadata, type PipeTransform, ValidationPipe } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  getMetadataStorage,
  IS_OPTIONAL,
  registerDecorator,
  ValidateIf,
  ValidateNested,
  type ValidationError,
  type ValidationOptions,
} from 'class-validator';
import { isId } from '../ids.ts';
import { type FieldError, invalidField, notFound, Problem } from '../problems.ts';

/** Flattens class-validator's tree into `weeklyHours.monday[0].start` and one message each. */
function fieldErrors(errors: ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const isIndex = /^\d+$/.test(error.property);
    const field = isIndex ? `${parent}[${error.property}]` : parent ? `${parent}.${error.property}` : error.property;
    const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
    return [...own.slice(0, 1), ...fieldErrors(error.children ?? [], field)];
  });
}

/** Validates every body and query: unknown fields refused, values converted to the DTO's types. */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    forbidUnknownValues: true,
    exceptionFactory: (errors) => {
      const fields = fieldErrors(errors).slice(0, 50);
      const summary = fields
        .slice(0, 3)
        .map(({ field, message }) => (message.startsWith(field) ? message : `${field}: ${message}`));
      return new Problem('validation_failed', summary.join('; ') || 'The request is not valid.', { errors: fields });
    },
  });

/** A field of a request that may be missing. Null counts as missing, unless its type says that null is a value (`IsOptional`). */
export const MayBeLeftOut = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/**
 * A field that holds an object of a class, or (`each`) a list of them, each checked by its own rules. A list is no object, nor
 * is nothing: the bare rule for nested objects lets both pass.
 */
export const IsNested = (type: () => new () => object, { each = false } = {}): PropertyDecorator =>
  applyDecorators(Type(type), ValidateNested({ each }), (target: object, property: string | symbol): void =>
    registerDecorator({
      ...{ name: 'isNested', target: target.constructor, propertyName: property as string },
      options: { each, message: each ? 'each value in $property must be an object' : '$property must be an object' },
      validator: { validate: (value: unknown) => value instanceof type() },
    }),
  );

/** Takes nulls that mean nothing out of a body, so that `null` and a missing field are the same for every client. */
export class NullsPipe implements PipeTransform<unknown, unknown> {
  private readonly nullable = new Map<unknown, ReadonlySet<string>>();

  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type !== 'body' || !metatype || typeof value !== 'object' || value === null || Array.isArray(value))
      return value;
    const entries = Object.entries(value);
    if (entries.every(([, inner]) => inner !== null)) return value;
    const nullable = this.nullableOf(metatype);
    return Object.fromEntries(entries.filter(([name, inner]) => inner !== null || nullable.has(name)));
  }

  /** Fields for which null is a value: those declared with `IsOptional`. */
  private nullableOf(metatype: NonNullable<ArgumentMetadata['metatype']>): ReadonlySet<string> {
    const known = this.nullable.get(metatype);
    if (known) return known;
    const rules = getMetadataStorage().getTargetValidationMetadatas(metatype, '', true, false);
    const names = new Set(rules.filter(({ name }) => name === IS_OPTIONAL).map(({ propertyName }) => propertyName));
    this.nullable.set(metatype, names);
    return names;
  }
}

/** Refuses texts with half a character (a lone surrogate), which neither validators nor the database can take. */
export class WellFormedPipe implements PipeTransform<unknown, unknown> {
  transform(value: unknown): unknown {
    const field = illFormedIn(value, '');
    if (field !== null) throw invalidField(field || 'body', 'must be well-formed text');
    return value;
  }
}

function illFormedIn(value: unknown, field: string): string | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : field;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = name.isWellFormed() ? illFormedIn(inner, field === '' ? name : `${field}.${name}`) : field;
    if (found !== null) return found;
  }
  return null;
}

/** A path id: anything that is no UUID cannot exist, so it is `not_found`. */
export class IdPipe implements PipeTransform<string, string> {
  constructor(private readonly what = 'thing') {}

  transform(value: string): string {
    if (!isId(value)) throw notFound(this.what);
    return value.toLowerCase();
  }
}

/** A path date: `YYYY-MM-DD`, or `validation_failed`. */
export class DatePipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isCalendarDate(value)) throw invalidField('date', 'must be a date YYYY-MM-DD');
    return value;
  }
}

/** Zones seen to exist: asking Intl takes longer than computing a month of slots. Bounded by the database of zones. */
const knownZones = new Set<string>();

/** Whether a text names a zone of the IANA database (or an alias of one) that this runtime knows. */
function isTimeZone(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 64 || /^[+-]/.test(value)) return false;
  if (knownZones.has(value)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
  } catch {
    return false;
  }
  if (knownZones.size < 2_000) knownZones.add(value); // case variants are zones too: keep no endless list of them
  return true;
}

/** Whether a text is a calendar date `YYYY-MM-DD` that exists. */
function isCalendarDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** Whether a text is an RFC 3339 instant with `Z` or an offset. */
function isInstant(value: unknown): value is string {
  if (
    typeof value !== 'string' ||
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i.test(value)
  )
    return false;
  return isCalendarDate(value.slice(0, 10)) && !Number.isNaN(Date.parse(value));
}

const rule =
  (name: string, check: (value: unknown) => boolean, message: string) =>
  (options?: ValidationOptions): PropertyDecorator =>
  (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: property as string,
      options: { message: `$property ${message}`, ...options },
      validator: { validate: check },
    });

/** An IANA time zone name. */
export const IsTimeZoneName = rule(
  'isTimeZoneName',
  isTimeZone,
  'must be an IANA time zone, for example Europe/Berlin',
);
/** A calendar date. */
export const IsDateOnly = rule('isDateOnly', isCalendarDate, 'must be a date YYYY-MM-DD');
/** An RFC 3339 instant. */
export const IsInstant = rule('isInstant', isInstant, 'must be an RFC 3339 instant, for example 2027-01-20T09:00:00Z');
/** A date or an instant. */
export const IsDateOrInstant = rule(
  'isDateOrInstant',
  (value) => isCalendarDate(value) || isInstant(value),
  'must be a date YYYY-MM-DD or an RFC 3339 instant',
);
