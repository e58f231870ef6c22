import { actions } from '../actions.ts';
import type { Session } from '../session.ts';

/** EC2 of one region, asked directly because it is always fresh. */
export async function collectEc2(session: Session, region: string): Promise<void> {
  for (const action of actions) {
    if (action.scope !== 'region' || !action.api.startsWith('ec2:')) continue;
    if (action.token === undefined) await session.one(action.api, region);
    else await session.pages(action.api, region);
  }
}
