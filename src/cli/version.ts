import { version } from '../../package.json';

export const tool = { name: 'caja-policy', version } as const;
