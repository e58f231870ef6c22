/** Types of our functions' parameters and results, by the names that the parser and the checker share. */
export type SignatureType =
  | 'bool'
  | 'int'
  | 'string'
  | 'list<string>'
  | 'list<NetworkAclEntry>'
  | 'SecurityGroupRule'
  | 'Statement'
  | 'PolicyDocument'
  | 'list<PolicyDocument>'
  | 'list<list<string>>'
  | 'list<list<PolicyDocument>>';

export interface Signature {
  readonly takes: readonly SignatureType[];
  readonly gives: 'bool' | 'int' | 'string' | 'list<string>' | 'list<PolicyDocument>';
  readonly meaning: string;
}

/** Every function that we add to CEL, with its overloads. */
export const signatures: Readonly<Record<string, readonly Signature[]>> = {
  coversWorld: [
    {
      takes: ['list<string>'],
      gives: 'bool',
      meaning: 'the ranges together cover all of IPv4 or all of IPv6',
    },
  ],
  cidrCovers: [
    {
      takes: ['string', 'string'],
      gives: 'bool',
      meaning: 'every address of the second range is in the first',
    },
  ],
  coversPort: [
    {
      takes: ['SecurityGroupRule', 'string', 'int'],
      gives: 'bool',
      meaning: 'the rule lets that protocol and port through',
    },
  ],
  aclAdmitsWorld: [
    {
      takes: ['list<NetworkAclEntry>', 'string', 'int'],
      gives: 'bool',
      meaning:
        'in the order of their numbers, the entries let most of the internet in on that protocol and port',
    },
    {
      takes: ['list<NetworkAclEntry>'],
      gives: 'bool',
      meaning: 'in the order of their numbers, the entries let most of the internet in with all traffic',
    },
  ],
  countDistinct: [
    { takes: ['list<string>'], gives: 'int', meaning: 'how many different texts there are in the list' },
  ],
  coversAllPorts: [
    {
      takes: ['SecurityGroupRule'],
      gives: 'bool',
      meaning: 'the rule lets every port of a protocol through',
    },
  ],
  admitsEveryone: [
    {
      takes: ['Statement'],
      gives: 'bool',
      meaning: 'it allows everyone, and no condition narrows that down',
    },
    { takes: ['PolicyDocument'], gives: 'bool', meaning: 'one of its statements does' },
  ],
  admitsOnlyCloudFront: [
    {
      takes: ['Statement'],
      gives: 'bool',
      meaning: 'its principals are one CloudFront distribution or an origin access identity, and nobody else',
    },
  ],
  grantsAdministration: [
    { takes: ['Statement'], gives: 'bool', meaning: 'it allows every action on every resource' },
    { takes: ['PolicyDocument'], gives: 'bool', meaning: 'one of its statements does' },
  ],
  administers: [
    {
      takes: ['list<PolicyDocument>', 'list<string>'],
      gives: 'bool',
      meaning: 'the documents and the named policies of AWS together allow every action on every resource',
    },
  ],
  grantsService: [
    {
      takes: ['Statement', 'string'],
      gives: 'bool',
      meaning: 'it allows every action of the service on everything there is in it',
    },
  ],
  passesAnyRole: [
    {
      takes: ['Statement'],
      gives: 'bool',
      meaning: 'it allows any role to be passed, and no condition says to what',
    },
    { takes: ['PolicyDocument'], gives: 'bool', meaning: 'one of its statements does' },
  ],
  escalations: [
    {
      takes: ['list<PolicyDocument>', 'list<PolicyDocument>', 'list<string>', 'list<string>'],
      gives: 'list<string>',
      meaning:
        'the ways to all other rights that are open to the holder of the documents (first) and the named policies of AWS (third), within its boundary (second); the last names itself and its policies as role/NAME and policy/NAME',
    },
  ],
  demandsSubject: [
    {
      takes: ['Statement'],
      gives: 'bool',
      meaning:
        'it accepts tokens of a web identity only with a subject that belongs to somebody in particular',
    },
  ],
  demandsAudience: [
    {
      takes: ['Statement'],
      gives: 'bool',
      meaning: 'it accepts tokens of a web identity only for one audience',
    },
  ],
  coversAction: [
    {
      takes: ['Statement', 'string'],
      gives: 'bool',
      meaning: 'Action or NotAction cover it; the effect is not looked at',
    },
  ],
  coversResource: [
    { takes: ['Statement', 'string'], gives: 'bool', meaning: 'Resource or NotResource cover it' },
  ],
  demandsMfa: [
    { takes: ['Statement'], gives: 'bool', meaning: 'it cannot be passed without multi-factor log-in' },
  ],
  deniesPlainHttp: [
    {
      takes: ['PolicyDocument'],
      gives: 'bool',
      meaning: 'it denies everyone the bucket and its objects without TLS',
    },
  ],
  crossesAccounts: [
    {
      takes: ['Statement', 'string'],
      gives: 'bool',
      meaning: 'it allows a principal of another account than the given one',
    },
  ],
  abridge: [
    {
      takes: ['list<string>', 'int'],
      gives: 'list<string>',
      meaning: 'so many of the texts, and how many more there are: for sentences',
    },
  ],
  flatten: [
    { takes: ['list<list<string>>'], gives: 'list<string>', meaning: 'the texts of all the lists in one' },
    {
      takes: ['list<list<PolicyDocument>>'],
      gives: 'list<PolicyDocument>',
      meaning: 'the documents of all the lists in one',
    },
  ],
  join: [
    {
      takes: ['list<string>', 'string'],
      gives: 'string',
      meaning: 'the texts in one, with the second between them',
    },
  ],
  glob: [
    {
      takes: ['string', 'string'],
      gives: 'bool',
      meaning: 'the text fits the pattern, in which * is any text and ? any character',
    },
  ],
  majorVersion: [
    { takes: ['string'], gives: 'int', meaning: 'the number that a version begins with: 16 of 16.4' },
  ],
};
