import type { Gap } from '../../model/resource.ts';
import type { TerraformPlan } from './plan.ts';

/** What a plan cannot tell, each with what to do about it. Refresh-only plans are an error of their own kind: nothing was planned. */
export function gapsOf(plan: TerraformPlan): readonly Gap[] {
  const { flags } = plan;
  const gaps: Gap[] = [];
  const add = (reason: Gap['reason'], incomplete: boolean, message: string) =>
    gaps.push({ reason, incomplete, message, kinds: ['*'] });
  if (flags.errored) {
    add(
      'errored-plan',
      true,
      'Planning failed half-way, and the plan holds only what was planned until then. Mend the error that terraform plan shows, and plan again.',
    );
  } else if (flags.complete === false) {
    add(
      'partial-plan',
      true,
      flags.deferred > 0
        ? `Terraform put ${count(flags.deferred, 'change')} off to a later plan. Apply this plan, plan again, and judge that plan too.`
        : 'The plan was made with -target or -exclude, or Terraform put changes off: it does not hold the whole stack. Plan again without them.',
    );
  } else if (flags.deferred > 0) {
    add(
      'partial-plan',
      true,
      `Terraform put ${count(flags.deferred, 'change')} off to a later plan. Apply this plan, plan again, and judge that plan too.`,
    );
  }
  if (flags.refreshOnly) {
    add(
      'partial-plan',
      true,
      'The plan changes no resources (a refresh-only plan): there is nothing to gate. Plan without -refresh-only.',
    );
  }
  if (flags.withoutChanges) {
    add(
      'partial-plan',
      true,
      'The file has no resource_changes and was read from planned_values: deletions are not seen, and an unset value looks like an unknown one. Give the whole output of terraform show -json.',
    );
  }
  if (flags.unreadable > 0) {
    add(
      'unreadable',
      true,
      `${count(flags.unreadable, 'entry', 'entries')} of resource_changes could not be understood. Give the unchanged output of terraform show -json.`,
    );
  }
  if (flags.redacted) {
    add(
      'partial-plan',
      true,
      "This is HCP Terraform's redacted plan: it lacks the configuration, and sensitive values are removed. Give the output of terraform show -json instead.",
    );
  } else if (plan.configuration === undefined && plan.resources.length > 0) {
    add(
      'partial-plan',
      true,
      'The file has no configuration: an unset value looks like an unknown one, and references cannot be followed. Give the whole output of terraform show -json.',
    );
  }
  if (flags.withoutFormatVersion) {
    add(
      'unreadable',
      false,
      'The file has no format_version; it was read as a plan of format 1.x. Give the unchanged output of terraform show -json.',
    );
  }
  return gaps;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Why whole-kind lists stay open ("is there any trail?"): the plan does not hold the whole stack. */
export function openReason(plan: TerraformPlan): string | undefined {
  const { flags } = plan;
  if (flags.errored) return 'planning failed half-way, so the plan does not hold every resource';
  if (flags.complete === false || flags.deferred > 0) {
    return 'the plan is partial (-target, -exclude or deferred changes), so it does not hold every resource';
  }
  if (flags.refreshOnly) return 'the plan is refresh-only and lists no resources';
  if (flags.withoutChanges) return 'the plan was read from planned_values, which may not hold every resource';
  if (flags.unreadable > 0) return 'some entries of the plan could not be understood';
  return undefined;
}
