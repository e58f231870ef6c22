/** How the account of the tests is reached. */
export interface Server {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The server that `npm run test:moto` started. */
export function serverOfTests(): Server {
  const endpoint = process.env.MOTO_URL;
  if (endpoint === undefined) throw new Error('these tests are run by `npm run test:moto`');
  return {
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
  };
}

/** What AWS names when it has made something. */
export function named(value: string | undefined): string {
  if (value === undefined) throw new Error('the server made something without a name');
  return value;
}
