import { bool, list, map, string } from '../kind.ts';

/** Attributes that every resource answers, whatever its kind; `applies-to: any` rules see these alone. */
export const commonAttributes = {
  name: string('The name people use: the Name tag, else the name the service knows', { optional: true }),
  type: string("The type in the source's words: aws_db_instance, AWS::RDS::DBInstance"),
  taggable: bool('Whether AWS lets this type carry tags'),
  tags: map(string('value'), 'The tags AWS gets, provider defaults included'),
  // The values are withheld, so what is told of them is worked out where they are read. Twins leave it out.
  secretTags: list(string('key'), 'Keys of tags whose values are secrets by their name or shape', {
    onlyIn: ['terraform-plan', 'aws-account'],
  }),
} as const;
