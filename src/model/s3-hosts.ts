const website = /^(.+)\.s3-website[.-][a-z0-9-]+\.amazonaws\.com(\.cn)?$/;
const bucket = /^(.+)\.s3(?:[.-](?:dualstack\.)?[a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/;

/** Whether a host name is an endpoint of S3 website hosting. */
export const isWebsiteHost = (host: string): boolean => website.test(host);

/** The bucket that answers by a host name of S3, or the name itself where it is none of those. */
export const bucketOfHost = (host: string): string => bucket.exec(host)?.[1] ?? host;
