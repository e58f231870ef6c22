import type { JsonRecord } from './plain.ts';

/** Where a call is made, for inputs that name it. */
export interface AskedFor {
  readonly account: string;
  /** The region asked, or `global`. */
  readonly region: string;
}

/** One API action that an audit uses: what it gives, and what is incomplete without it. Every one only reads. */
export interface Action {
  /** The SDK's name for it, behind the service as IAM policies write it: `config:SelectResourceConfig`. */
  readonly api: string;
  /** The permission of IAM that allows it, where that has another name: `budgets:ViewBudget`. */
  readonly permission?: string;
  /** Asked in every region, once for the account, or before anything else. */
  readonly scope: 'region' | 'account' | 'start';
  /** Plural noun for people: "flow logs". */
  readonly gives: string;
  /** Kinds of which some resource may be missing without it. */
  readonly kinds: readonly string[];
  /** Kinds that are there all the same without it, and of which it tells facts; these are then unknown one by one. */
  readonly describes?: readonly string[];
  /** Fields of the output, one of which must be there; an answer without any was not understood. */
  readonly fields: readonly string[];
  /** Resource type of each listed field (`CachePolicyList.Items` where it lies deeper), for the ledger. */
  readonly lists?: Readonly<Record<string, string>>;
  /** Name of the page token in the input; left out where the API has no pages. */
  readonly token?:
    | 'NextToken'
    | 'nextToken'
    | 'Marker'
    | 'NextMarker'
    | 'PaginationToken'
    | 'StartRecordName';
  readonly input?: JsonRecord;
  /** Several questions instead of one; `input` is a part of each. */
  readonly inputs?: (asked: AskedFor) => readonly JsonRecord[];
  /** Asked about each thing that an earlier action of the same service listed. */
  readonly each?: Each;
  /** Names of errors that say that there is none of it: the answer is kept as an empty one. */
  readonly noneIs?: readonly string[];
  /** Asked only when an earlier answer makes it necessary. */
  readonly optional?: true;
}

/** How a question about one thing follows from the list that names it. */
export interface Each {
  /** The API that listed it. */
  readonly of: string;
  /** Where the list stands in its output: `trailList`, `DistributionList.Items`. */
  readonly list: string;
  /** How many things one question may name: the lists in the questions are put together. */
  readonly together?: number;
  /** Things that answer alike have one name here: the first of them is asked for all; undefined for a thing of its own. */
  readonly alike?: (element: JsonRecord) => string | undefined;
  /** The question; undefined where the thing need not be asked about. */
  readonly input: (
    element: JsonRecord,
    asked: AskedFor & { readonly parent: JsonRecord },
  ) => JsonRecord | undefined;
}
