const year = 31_536_000;
const day = 86_400;

/**
 * Shortest, usual and longest time in seconds of CloudFront's own cache policies, by their ids.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
export const managedCachePolicies: Readonly<Record<string, readonly [number, number, number]>> = {
  '2e54312d-136d-493c-8eb9-b001f22f67d2': [2, 2, 600],
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': [0, 0, 0],
  '658327ea-f89d-4fab-a63d-7e88639e58f6': [1, day, year],
  'b2884449-e4de-46a7-ac36-70bc7f1ddd6d': [1, day, year],
  '08627262-05a9-4f76-9ded-b50ca2e3a84f': [0, day, year],
  '83da9c7e-98b4-4e11-a168-04f0df8e2c65': [0, 0, year],
  '4cc15a8a-d715-48a4-82b8-cc0b614638fe': [0, 0, year],
};
