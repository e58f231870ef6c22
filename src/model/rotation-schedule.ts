/**
 * The most days that lie between two rotations of a schedule; undefined for one that is neither a rate nor a monthly or more
 * frequent cron. https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */
export function daysOfSchedule(text: string): number | undefined {
  const rate = /^rate\(\s*(\d+)\s+(hour|day)s?\s*\)$/.exec(text.trim());
  if (rate !== null) return rate[2] === 'day' ? Number(rate[1]) : Math.ceil(Number(rate[1]) / 24);
  const fields = /^cron\((.*)\)$/.exec(text.trim())?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) return undefined;
  const [, , dayOfMonth = '', month, dayOfWeek = '', year] = fields;
  if (month !== '*' || year !== '*') return undefined;
  if (!/^[?*]$/.test(dayOfWeek)) return /[#L]/.test(dayOfWeek) ? 35 : 7;
  const every = /^(?:\*|\d+)\/(\d+)$/.exec(dayOfMonth);
  if (every !== null) return Number(every[1]);
  return /^[?*]$/.test(dayOfMonth) ? 1 : 31;
}
